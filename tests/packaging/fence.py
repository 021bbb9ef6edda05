# SPDX-License-Identifier: GPL-3.0-or-later
"""The system calls that a unit allows its program, allowed to a real process.

`python3 fence.py UNIT PROGRAM ARGUMENT…` becomes the program, behind what SystemCallFilter and MemoryDenyWriteExecute of the unit
stand for: a filter of the kernel, the same that systemd would put there. Everything else it fences off needs systemd itself.
"""

import errno
import mmap
import os
import subprocess
import sys

import seccomp


def groups():
    """Name of a group → what is in it, groups too."""
    told = subprocess.run(["systemd-analyze", "syscall-filter", "--no-pager"], capture_output=True, text=True, check=True).stdout
    found = {}
    for line in told.splitlines():
        if line.startswith("@"):
            found[line.strip()] = here = []
        elif line.startswith("    ") and not line.strip().startswith("#"):
            here.append(line.strip())
        elif line.startswith("#"):
            break  # what belongs to no group
    return found


def calls_of(names, known):
    """System calls that groups and single names come to."""
    calls = set()
    for name in names:
        calls |= calls_of(known[name], known) if name.startswith("@") else {name}
    return calls


def allowed(lines):
    """What SystemCallFilter lines leave: the first one allows, those with ~ take away."""
    known = groups()
    calls = calls_of(["@default"], known)
    for line in lines:
        if line.startswith("~"):
            calls -= calls_of(line[1:].split(), known)
        else:
            calls |= calls_of(line.split(), known)
    return calls


def put_up(calls):
    fence = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    write_and_execute = mmap.PROT_WRITE | mmap.PROT_EXEC
    for call in sorted(calls):
        try:
            if call in ("mmap", "mmap2"):  # MemoryDenyWriteExecute: not both
                for protection in (0, mmap.PROT_WRITE, mmap.PROT_EXEC):
                    fence.add_rule(seccomp.ALLOW, call, seccomp.Arg(2, seccomp.MASKED_EQ, write_and_execute, protection))
            elif call in ("mprotect", "pkey_mprotect"):  # nor the one after the other
                fence.add_rule(seccomp.ALLOW, call, seccomp.Arg(2, seccomp.MASKED_EQ, mmap.PROT_EXEC, 0))
            else:
                fence.add_rule(seccomp.ALLOW, call)
        except (RuntimeError, ValueError, OSError):
            pass  # not a call of this architecture, or newer than libseccomp
    fence.load()


def filter_lines(unit):
    with open(unit, encoding="utf-8") as lines:
        return [line.strip().split("=", 1)[1] for line in lines if line.startswith("SystemCallFilter=")]


if __name__ == "__main__":
    put_up(allowed(filter_lines(sys.argv[1])))
    os.execv(sys.argv[2], sys.argv[2:])
