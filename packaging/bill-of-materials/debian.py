# SPDX-License-Identifier: GPL-3.0-or-later
"""What dpkg knows of the files of this machine: which package they are of, in which version, from which source."""

import dataclasses
import functools
import pathlib
import subprocess

COMMON_LICENCES = pathlib.Path("/usr/share/common-licenses")


@dataclasses.dataclass(frozen=True)
class Package:
    name: str
    version: str
    architecture: str
    source: str
    source_version: str
    maintainer: str
    homepage: str
    summary: str

    @property
    def copyright(self):
        """The file that tells its licence. Packages of one source may share one, by a link."""
        return pathlib.Path("/usr/share/doc", self.name, "copyright")


@functools.cache
def owners():
    """Path → package, of all that dpkg brought. One long question is much faster than many short ones."""
    told = subprocess.run(["dpkg-query", "--search", "*"], capture_output=True, text=True, check=True).stdout
    found = {}
    for line in told.splitlines():
        packages, _, path = line.partition(": /")
        found["/" + path] = packages.split(",")[0].split(":")[0]
    return found


def owner_of(path):
    """The name of the package that brought a file. /usr/lib and /lib are one folder today, and two to dpkg."""
    real = str(pathlib.Path(path).resolve())
    for name in (real, real.removeprefix("/usr")):
        if name in owners():
            return owners()[name]
    raise SystemExit(f"{path} is of no package, so nobody can say what licence it has")


@functools.cache
def package(name):
    fields = ["Package", "Version", "Architecture", "source:Package", "source:Version", "Maintainer", "Homepage",
              "binary:Summary"]
    told = subprocess.run(["dpkg-query", "--show", "--showformat", "\\n".join(f"${{{field}}}" for field in fields) + "\\n",
                           name], capture_output=True, text=True, check=True).stdout.splitlines()
    return Package(*told[:len(fields)])
