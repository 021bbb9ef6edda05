# SPDX-License-Identifier: GPL-3.0-or-later
"""The licence of a Debian package in SPDX's words, from its copyright file.

Where the file is machine-readable (DEP-5) and says of all files (`Files: *`) what SPDX has a name for, that is it. Otherwise
it is a name of our own (`LicenseRef-…`) with the whole file as its text: nothing is guessed.
"""

import hashlib
import re

OURS = "GPL-3.0-or-later"

# Debian's short names that are not SPDX's own.
_NAMES = {
    "expat": "MIT",
    "bsd-2-clause": "BSD-2-Clause",
    "bsd-3-clause": "BSD-3-Clause",
    "bsd-4-clause": "BSD-4-Clause",
    "isc": "ISC",
    "zlib": "Zlib",
    "zlib/libpng": "Zlib",
    "ftl": "FTL",
    "libpng": "Libpng",
    "apache-2.0": "Apache-2.0",
    "ofl-1.1": "OFL-1.1",
    "sil-1.1": "OFL-1.1",
    "cc0-1.0": "CC0-1.0",
    "cc0": "CC0-1.0",
    "mpl-2.0": "MPL-2.0",
}


def _spdx_name(debian):
    """SPDX's name of one licence, or none."""
    gnu = re.fullmatch(r"(A?GPL|LGPL)-(\d)(?:\.(\d))?(\+?)", debian, re.I)
    if gnu:
        family, major, minor, later = gnu.groups()
        return f"{family.upper()}-{major}.{minor or 0}-{'or-later' if later else 'only'}"
    return _NAMES.get(debian.lower())


def _expression(debian):
    """"LGPL-3 or GPL-2" in SPDX's words, or none."""
    words = [word for word in re.split(r"\s+(or|and)\s+", debian.strip(), flags=re.I)]
    named = [word.upper() if at % 2 else _spdx_name(word) for at, word in enumerate(words)]
    # In Debian's grammar a comma, and in SPDX's a parenthesis, would say what binds stronger; we do not say it for them.
    if None in named or len({word for word in named[1::2]}) > 1:
        return None
    return " ".join(named)


def _of_all_files(text):
    """What a machine-readable file says of `Files: *`, or none."""
    if not re.match(r"\s*Format: *https?://\S*copyright-format", text):
        return None
    for paragraph in re.split(r"\n\s*\n", text):
        fields = dict(re.findall(r"^(\w[\w-]*):[ \t]*(.*)$", paragraph, re.M))
        if fields.get("Files", "").strip() == "*":
            return fields.get("License")
    return None


def licence_of(name, text):
    """What a package's copyright file says: an SPDX expression, and the texts of the names in it that are not SPDX's."""
    said = _of_all_files(text)
    known = _expression(said) if said else None
    if known:
        return known, {}
    reference = "LicenseRef-Debian-" + re.sub(r"[^A-Za-z0-9.-]", "-", name)
    return reference, {reference: text}


def shared(texts):
    """Packages of one source have one text: the same text under one name. Returns old name → name, and name → text."""
    first, names = {}, {}
    for reference in sorted(texts):
        digest = hashlib.sha256(texts[reference].encode()).hexdigest()
        names[reference] = first.setdefault(digest, reference)
    return names, {name: texts[name] for name in sorted(set(names.values()))}
