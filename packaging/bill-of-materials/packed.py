# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies in the folder of packages: what kind each file is, and what it depends on."""

import re
import subprocess

# Ending → what SPDX calls it.
KINDS = {".deb": "INSTALL", ".rpm": "INSTALL", ".run": "INSTALL", "-linux-x86_64.tar.xz": "ARCHIVE", ".tar.xz": "SOURCE"}


def purpose(path):
    for ending, kind in KINDS.items():
        if path.name.endswith(ending):
            return kind
    return None


def _run(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True, check=True).stdout


def _of_deb(path):
    """Of alternatives the first, which is the one that apt takes."""
    fields = _run("dpkg-deb", "--field", path, "Pre-Depends", "Depends")
    words = re.sub(r"^(Pre-)?Depends: ", ", ", fields, flags=re.M).replace("\n", " ").split(",")
    return {re.split(r"[ (|:]", word.strip())[0]: "deb/debian" for word in words if word.strip()}


def _of_rpm(path):
    """Names of packages and of libraries, these without the versions of their symbols; not what rpm itself must be able to do."""
    lines = _run("rpm", "--query", "--package", "--nosignature", "--requires", path).splitlines()
    words = [line.split()[0] for line in lines if line.strip() and not line.startswith(("rpmlib(", "config(", "/"))]
    return {word.split("(")[0]: "library" if "(" in word else "rpm" for word in words}


def dependencies(path):
    """Name → kind of package, of all that a package asks for by itself."""
    if path.suffix == ".deb":
        return _of_deb(path)
    return _of_rpm(path) if path.suffix == ".rpm" else {}
