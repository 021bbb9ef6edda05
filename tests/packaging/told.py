# SPDX-License-Identifier: GPL-3.0-or-later
"""What the programs themselves tell of their options, for tests of what is made of it."""

import os
import re

from processes import run, snugd_program

COMMANDS = ("admin", "backup", "doctor", "migrate")


def programs_folder():
    return os.path.dirname(os.path.abspath(snugd_program()))


def options_of(program, *command):
    """The long options in --help, by name, with the word for the value or None."""
    code, told = run(os.path.join(programs_folder(), program), *command, "--help")
    assert code == 0, told
    return {name: value or None for name, value in
            re.findall(r"^  (?:-\w, )?--([a-z-]+)(?: <([^>]+)>)?", told, re.M)}


def settings():
    """The settings in --print-config with their defaults."""
    code, told = run(snugd_program(), "--print-config")
    assert code == 0, told
    return dict(re.findall(r"^#?([a-z-]+) = ?(.*)$", told, re.M))
