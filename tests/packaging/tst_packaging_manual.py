# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual pages, filled in as packages have them: whole, and read by man without a complaint."""

import pathlib
import re
import shutil
import tempfile
import unittest

from processes import PACKAGING, run
from told import COMMANDS, options_of, programs_folder, settings

FOLDER = PACKAGING / "man"
TEMPLATES = sorted(FOLDER.glob("*.in"))


def page(template):
    code, text = run(FOLDER / "fill", programs_folder(), "1.2.3", template)
    assert code == 0, text
    return text


def names_in(text, before):
    """Words in bold that begin a paragraph with a tag, as roff has them."""
    return {name.replace("\\-", "-") for name in re.findall(rf"^\.TP\n(?:\\fB\\-\w\\fR, )?\\fB{before}([a-z\\-]+)\\fR", text, re.M)}


class Pages(unittest.TestCase):
    def test_every_option_is_told(self):
        for words in (["snug"], ["snugd"], *(["snugd", command] for command in COMMANDS if command != "doctor")):
            told = names_in(page(FOLDER / ("-".join(words) + ".1.in")), re.escape("\\-\\-"))
            self.assertEqual(told, set(options_of(*words)), words)

    def test_every_setting_is_told_with_its_default(self):
        text = page(FOLDER / "snugd.conf.5.in")
        self.assertEqual(names_in(text, ""), set(settings()))
        for name, default in settings().items():
            line = rf"\fB{name}\fR = {default}".rstrip() if default else rf"\fB{name}\fR ="
            self.assertIn(line.replace("-", "\\-") + "\n", text)

    def test_every_command_has_a_page(self):
        self.assertEqual([template.name for template in TEMPLATES],
                         sorted(["snug.1.in", "snugd.1.in", "snugd.conf.5.in"] + [f"snugd-{command}.1.in" for command in COMMANDS]))

    def test_pages_that_are_referred_to_are_there(self):
        there = {tuple(template.name.split(".in")[0].rsplit(".", 1)) for template in TEMPLATES}
        for template in TEMPLATES:
            for name, section in re.findall(r"^\.BR (\S+) \((\d)\)", template.read_text(), re.M):
                self.assertIn((name.replace("\\-", "-"), section), there, template)

    def test_exit_codes_are_those_that_help_tells(self):
        for words in (["snugd"], *(["snugd", command] for command in COMMANDS)):
            code, told = run(pathlib.Path(programs_folder()) / words[0], *words[1:], "--help")
            self.assertEqual(code, 0)
            codes = re.search(r"Exit codes: (.*?)(?:\n\n|\n\"|\Z)", told, re.S)[1]
            text = page(FOLDER / ("-".join(words) + ".1.in"))
            for number in re.findall(r"(?:^|, |\n)(\d+) ", codes):
                self.assertIn(f".TP\n.B {number}\n", text, words)

    @unittest.skipUnless(shutil.which("man"), "man is not installed")
    def test_man_reads_them(self):
        with tempfile.TemporaryDirectory() as folder:
            for template in TEMPLATES:
                text = page(template)
                self.assertNotIn("@", text.replace("redis://:PASSWORD@", ""), template)
                file = pathlib.Path(folder) / template.stem
                file.write_text(text)
                code, told = run("env", "LC_ALL=C.UTF-8", "MANWIDTH=80", "man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", file)
                self.assertEqual(code, 0, told)
                self.assertNotRegex(told, r"(?m)^(troff|grotty|<standard input>|groff).*(warning|error)", template)


if __name__ == "__main__":
    unittest.main()
