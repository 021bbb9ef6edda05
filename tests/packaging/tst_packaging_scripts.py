# SPDX-License-Identifier: GPL-3.0-or-later
"""Every script of the shell in this repository, read by shellcheck."""

import re
import unittest

from processes import SOURCE, run

FOLDERS = (".ci", "app", "cmake", "packaging", "resources", "server", "tests", "ui")


def first_line(path):
    with path.open("rb") as file:
        return file.readline(80)


def scripts():
    files = [SOURCE / "dev"] + [file for folder in FOLDERS for file in (SOURCE / folder).rglob("*") if file.is_file()]
    return sorted(file for file in files if re.match(rb"#!.*\b(ba|da)?sh\b", first_line(file)))


class Scripts(unittest.TestCase):
    def test_shellcheck_finds_nothing(self):
        found = scripts()
        self.assertIn(SOURCE / "dev", found)
        self.assertIn(SOURCE / "packaging/container/alive", found)
        code, output = run("shellcheck", *map(str, found))
        self.assertEqual(code, 0, output)

    def test_they_stop_at_the_first_failure(self):
        for script in scripts():
            if b"bash" in first_line(script):
                self.assertIn("\nset -euo pipefail\n", script.read_text(), script)


if __name__ == "__main__":
    unittest.main()
