# SPDX-License-Identifier: GPL-3.0-or-later
"""What shells complete: every option that there is, by the shells themselves."""

import functools
import pathlib
import re
import shutil
import tempfile
import unittest

from processes import PACKAGING, run, snugd_program
from told import COMMANDS, options_of, programs_folder

FOLDER = PACKAGING / "completions"
BASH_COMPLETION = pathlib.Path("/usr/share/bash-completion/bash_completion")


@functools.cache
def made(shell, program):
    code, text = run(FOLDER / "fill", programs_folder(), shell, program)
    assert code == 0, text
    return text


class Completions(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, shell, program):
        path = self.folder / program
        path.write_text(made(shell, program))
        return path

    def in_bash(self, *words):
        """What bash offers for the last of the words."""
        line = " ".join(words)
        script = (f"source {BASH_COMPLETION}; source {self.file('bash', words[0])}; COMP_WORDS=({' '.join(words[:-1])} '{words[-1]}'); "
                  f"COMP_CWORD={len(words) - 1}; COMP_LINE='{line}'; COMP_POINT={len(line)}; _{words[0]} 2>/dev/null; "
                  'printf "%s\\n" "${COMPREPLY[@]}"')
        code, told = run("bash", "-c", script)
        self.assertEqual(code, 0, told)
        return set(told.split())

    @unittest.skipUnless(BASH_COMPLETION.exists(), "bash-completion is not installed")
    def test_bash_offers_what_there_is(self):
        self.assertEqual(self.in_bash("snug", "--"), {f"--{name}" for name in options_of("snug")})
        self.assertEqual(self.in_bash("snugd", "--"), {f"--{name}" for name in options_of("snugd")})
        for command in COMMANDS:
            options = options_of("snugd") if command == "doctor" else options_of("snugd", command)
            self.assertEqual(self.in_bash("snugd", command, "--"), {f"--{name}" for name in options}, command)
        self.assertLessEqual(set(COMMANDS), self.in_bash("snugd", ""))
        self.assertEqual(self.in_bash("snugd", "admin", "c"), {"claim"})

    @unittest.skipUnless(BASH_COMPLETION.exists(), "bash-completion is not installed")
    def test_words_that_are_offered_are_understood(self):
        for option in ("log-level", "log-format", "http", "join-creates"):
            words = self.in_bash("snugd", f"--{option}", "")
            self.assertGreaterEqual(len(words), 2, option)
            for word in words:
                self.assertEqual(run(snugd_program(), f"--{option}", word, "--print-config")[0], 0, (option, word))

    @unittest.skipUnless(BASH_COMPLETION.exists(), "bash-completion is not installed")
    def test_files_and_folders_are_offered(self):
        (self.folder / "a-folder").mkdir()
        (self.folder / "a-file").touch()
        start = str(self.folder / "a-")
        self.assertEqual(self.in_bash("snugd", "--config", start), {f"{start}folder", f"{start}file"})
        self.assertEqual(self.in_bash("snugd", "--data", start), {f"{start}folder"})

    def test_other_shells_have_every_option(self):
        for program in ("snug", "snugd"):
            zsh, fish = made("zsh", program), made("fish", program)
            everything = set(options_of(program))
            for command in (COMMANDS if program == "snugd" else ()):
                everything |= set(options_of(program, command)) if command != "doctor" else set()
            for name in everything:
                self.assertRegex(zsh, rf"(?m)--{name}[\[}}]", program)
                self.assertRegex(fish, rf"(?m) -l {name}( |$)", program)
            self.assertEqual(set(re.findall(r" -l (\S+)", fish)), everything)

    def test_shells_read_them(self):
        for shell, check in (("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])):
            if shutil.which(shell):
                for program in ("snug", "snugd"):
                    self.assertEqual(run(shell, *check, self.file(shell, program)), (0, ""), (shell, program))


if __name__ == "__main__":
    unittest.main()
