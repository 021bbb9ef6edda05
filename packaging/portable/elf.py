# SPDX-License-Identifier: GPL-3.0-or-later
"""Which libraries a program needs, and where this machine has them."""

import functools
import pathlib
import re
import subprocess


@functools.cache
def cache():
    """Name → path of all libraries for this kind of machine that the loader finds."""
    told = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    found = {}
    for name, path in re.findall(r"^\s+(\S+) \(libc6,x86-64[^)]*\) => (\S+)$", told, re.M):
        found.setdefault(name, pathlib.Path(path))
    return found


def library(name):
    if name not in cache():
        raise SystemExit(f"{name} is needed, and is not on this machine")
    return cache()[name]


def needs(path):
    """The names of the libraries that a file is linked with."""
    told = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^\s+NEEDED\s+(\S+)$", told, re.M)


def closure(files):
    """Name → path of all libraries that the files are linked with, and those with which these are, and so on."""
    found, waiting = {}, [name for file in files for name in needs(file)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = library(name)
            waiting += needs(found[name])
    return found


def glibc_of(files):
    """The version of glibc that is new enough for all the files, such as (2, 36)."""
    told = subprocess.run(["objdump", "-T", *files], capture_output=True, text=True, check=True).stdout
    return max(tuple(map(int, version.split("."))) for version in re.findall(r"\bGLIBC_(\d+\.\d+)\b", told))
