#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the tree of the portable files: collect.py INSTALLED TREE ORIGINS.

INSTALLED is where `cmake --install` put both programs. Libraries, plugins and fonts are those of this machine's packages,
byte for byte, so that everybody can compare them. ORIGINS becomes a list of which file came from which package. Prints the
version of glibc that everything needs.
"""

import json
import os
import pathlib
import re
import shutil
import sys

sys.dont_write_bytecode = True  # nothing of it in the source tree
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "bill-of-materials"))

import debian  # noqa: E402
import elf  # noqa: E402
from contents import ALIASES, FONTS, GLIBC, LOADER, OPENED, PLUGINS, SHARED  # noqa: E402

QT_PLUGINS = pathlib.Path("/usr/lib/x86_64-linux-gnu/qt6/plugins")
LICENCES = "share/doc/snug/licences"


class Tree:
    def __init__(self, folder):
        self.folder = folder
        self.origins = {}  # path in the tree → package

    def copy(self, source, place, mode=0o644):
        target = self.folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        target.chmod(mode)
        return target

    def take(self, source, place, mode=0o644):
        """A file of one of this machine's packages, which is noted."""
        self.origins[place] = debian.owner_of(source)
        return self.copy(source, place, mode)


def take_programs(tree, installed):
    """Programs and our own plugin, as far from each other as they are installed. Returns them."""
    programs = [tree.copy(path, f"libexec/{path.name}", 0o755) for path in sorted((installed / "bin").iterdir())]
    plugins = [tree.copy(path, path.relative_to(installed)) for path in sorted(installed.glob("lib/**/snug/*.so"))]
    for folder in SHARED:
        for path in sorted((installed / "share" / folder).rglob("*")):
            if path.is_file():
                tree.copy(path, path.relative_to(installed))
    return programs + plugins


def take_libraries(tree, ours):
    """Qt's plugins and all libraries. Returns the files that need a glibc."""
    plugins = [tree.take(QT_PLUGINS / name, f"plugins/{name}") for name in PLUGINS]
    opened = {name: elf.library(name) for name in OPENED}
    libraries = opened | elf.closure([*ours, *plugins, *opened.values()])
    taken = []
    for name, path in sorted(libraries.items()):
        if debian.owner_of(path) != GLIBC:
            taken.append(tree.take(path, f"lib/{name}"))
        elif name == LOADER:
            # Beside the programs: it is then what /proc/self/exe says, and Qt looks for qt.conf and plugins from there.
            tree.take(path, f"libexec/{name}", 0o755)
        else:
            tree.take(path, f"lib/glibc/{name}")
    for name, target in ALIASES.items():
        (tree.folder / "lib" / name).symlink_to(target)
    return [*ours, *plugins, *taken]


def take_fonts(tree):
    for place, (package, names) in FONTS.items():
        for name in names:
            [path] = [path for path in pathlib.Path("/usr/share/fonts").rglob(name) if debian.owner_of(path) == package]
            tree.take(path, f"{place}/{name}")


def take_licences(tree):
    """What each package says of its licence, and the licences that it only names because every Debian has them."""
    named = set()
    for name in sorted(set(tree.origins.values())):
        text = debian.package(name).copyright.read_text(errors="replace")
        named |= {word.rstrip(".") for word in re.findall(r"/usr/share/common-licenses/([\w.+-]+)", text)}
        tree.copy(debian.package(name).copyright, f"{LICENCES}/{name}/copyright")
    for name in sorted(named):
        path = debian.COMMON_LICENCES / name
        if path.is_file():
            tree.copy(path, f"{LICENCES}/common-licenses/{name}")


def main():
    installed, folder, origins = map(pathlib.Path, sys.argv[1:])
    os.umask(0o022)
    tree = Tree(folder)
    ours = take_programs(tree, installed)
    needing = take_libraries(tree, ours)
    take_fonts(tree)
    take_licences(tree)
    origins.write_text(json.dumps(tree.origins, indent=1, sort_keys=True) + "\n")
    print(".".join(map(str, elf.glibc_of(needing))))


if __name__ == "__main__":
    main()
