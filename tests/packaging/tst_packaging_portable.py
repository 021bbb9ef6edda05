# SPDX-License-Identifier: GPL-3.0-or-later
"""The file that installs itself, as shells run it: what it puts where, what it leaves alone, what it removes again.

Installer and uninstaller are the real ones, with a tree of some small files, because a real one takes minutes to pack; what is
in a real one is tried out by roots/test_portable.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from processes import PACKAGING, run

PORTABLE = PACKAGING / "portable"
PROGRAM = '#!/bin/sh\necho "snugd 7.7"\n'
ENTRY = "[Desktop Entry]\nExec=snug %u\nTryExec=snug\n\n[Desktop Action host]\nExec=/usr/bin/snug --host\n"


def write(path, text, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(mode)


class Installer(unittest.TestCase):
    shell = "sh"

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="snug portable ")  # people have blanks in their folders
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()
        self.home = self.folder / "home"
        self.home.mkdir()
        self.place = self.home / ".local/share/snug-portable"

    def pack(self, version, extra=None):
        """An installer of this version. Returns its path."""
        tree = self.folder / version / "snug"
        for command in ("snug", "snugd"):
            write(tree / "bin" / command, PROGRAM, 0o755)
        write(tree / "bin/snug-uninstall", (PORTABLE / "uninstall.sh").read_text(), 0o755)
        write(tree / "VERSION", version + "\n")
        write(tree / "share/applications/chat.desktop", ENTRY)
        write(tree / f"share/icons/hicolor/scalable/apps/{extra or 'chat'}.svg", "<svg/>")
        (tree / "libexec").mkdir()
        shutil.copy("/bin/sleep", tree / "libexec/sleep")
        tar, file = tree.parent / "tar.gz", self.folder / f"snug-{version}.run"
        subprocess.run(["tar", "-C", tree.parent, "-czf", tar, "snug"], check=True)
        subprocess.run([PORTABLE / "make_installer", tree, tar, version, "7.7", file], check=True)
        return file

    def start(self, *command):
        environment = {"HOME": str(self.home), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        return run("env", "-i", *(f"{name}={value}" for name, value in environment.items()), *command)

    def install(self, file, *options, code=0):
        ended, said = self.start(self.shell, file, *options)
        self.assertEqual(ended, code, said)
        return said

    def uninstall(self, code=0):
        ended, said = self.start(self.home / ".local/bin/snug-uninstall")
        self.assertEqual(ended, code, said)
        return said

    def files(self):
        return {str(path.relative_to(self.home)) for path in self.home.rglob("*") if not path.is_dir() or path.is_symlink()}

    def versions(self):
        return sorted(path.name.split("-")[0] for path in self.place.iterdir() if "-" in path.name)

    def test_puts_program_and_links_where_a_desktop_looks(self):
        self.install(self.pack("1.0"))
        self.assertEqual(self.versions(), ["1.0"])
        self.assertEqual(self.start(self.home / ".local/bin/snugd"), (0, "snugd 7.7\n"))
        entry = (self.home / ".local/share/applications/chat.desktop").read_text().splitlines()
        program = self.place / "current/bin/snug"
        self.assertEqual([line for line in entry if "xec=" in line],
                         [f'Exec="{program}" %u', f"TryExec={program}", f'Exec="{program}" --host'])
        self.assertTrue((self.home / ".local/share/icons/hicolor/scalable/apps/chat.svg").is_file())

    def test_leaves_nothing_when_it_is_removed_but_what_is_not_its_own(self):
        data = self.home / ".local/share/snug/state/outbox"
        write(data, "unsent")
        write(self.home / ".config/autostart/chat.desktop", f"Exec={self.place}/current/bin/snug --hidden\n")
        write(self.home / ".config/autostart/other.desktop", "Exec=other\n")
        self.install(self.pack("1.0"))
        said = self.uninstall()
        self.assertIn(str(self.home / ".local/share/snug"), said)
        self.assertEqual(self.files(), {".local/share/snug/state/outbox", ".config/autostart/other.desktop"})
        self.assertFalse((self.home / ".local/bin").exists())

    def test_leaves_alone_what_others_put_in_its_way(self):
        other = self.home / ".local/bin/snug"
        write(other, "mine")
        self.assertIn("left alone", self.install(self.pack("1.0")))
        self.uninstall()
        self.assertEqual(other.read_text(), "mine")
        self.assertEqual(self.files(), {".local/bin/snug"})

    def test_keeps_the_version_that_runs_until_the_next_update(self):
        self.install(self.pack("1.0", extra="old-icon"))
        with subprocess.Popen([self.place / "current/libexec/sleep", "600"]) as running:
            self.assertIn("before: 1.0", self.install(self.pack("1.1")))
            self.assertEqual(self.versions(), ["1.0", "1.1"])
            self.assertIn("close it", self.uninstall(code=75))
            running.kill()
        self.install(self.pack("1.2"))
        self.assertEqual(self.versions(), ["1.2"])
        self.assertNotIn(".local/share/icons/hicolor/scalable/apps/old-icon.svg", self.files())
        self.uninstall()
        self.assertEqual(self.files(), set())

    def test_puts_no_older_version_over_a_newer_one_unless_it_is_told_to(self):
        older, newer = self.pack("1.9"), self.pack("1.10")
        self.install(newer)
        self.assertIn("newer than 1.9", self.install(older, code=75))
        self.install(older, "--allow-older")
        self.assertEqual(self.versions(), ["1.9"])

    def test_mends_an_installation_by_installing_again(self):
        file = self.pack("1.0")
        self.install(file)
        (self.place / "current/bin/snugd").unlink()
        self.assertEqual(self.install(file, "--quiet"), "")
        self.assertEqual(self.start(self.home / ".local/bin/snugd"), (0, "snugd 7.7\n"))
        self.assertEqual(self.versions(), ["1.0"])

    def test_goes_where_it_is_told_and_nowhere_else(self):
        place = self.home / "of my own & #1"
        self.install(self.pack("1.0"), "--prefix", f"{place}/", "--no-links")
        self.assertEqual({path.split("/")[0] for path in self.files()}, {place.name})
        self.assertEqual(self.start(place / "current/bin/snug-uninstall")[0], 0)
        self.assertEqual(self.files(), set())

    def test_only_unpacks(self):
        file = self.pack("1.0")
        self.install(file, "--extract-only", self.home / "here")
        self.assertEqual(self.start(self.home / "here/snug/bin/snugd"), (0, "snugd 7.7\n"))
        self.install(file, "--extract-only", self.home / "here", code=73)
        ended, said = self.start(self.home / "here/snug/bin/snug-uninstall")
        self.assertEqual(ended, 78)
        self.assertIn("delete", said)

    def test_says_what_is_wrong(self):
        file = self.pack("1.0")
        self.assertIn("--unheard-of", self.install(file, "--unheard-of", code=64))
        self.assertIn("needs a folder", self.install(file, "--prefix", code=64))
        self.assertIn("would not understand", self.install(file, "--prefix", self.home / 'a"b', code=64))
        whole = file.read_bytes()
        file.write_bytes(whole[:-1])
        self.assertIn("damaged", self.install(file, code=65))
        self.assertIn("Exit codes", self.install(file, "--help"))
        file.write_bytes(self.pack("1.1").read_bytes().replace(b"PROGRAM_VERSION=7.7", b"PROGRAM_VERSION=7.8"))
        self.assertIn("does not run here: snugd 7.7", self.install(file, code=70))
        self.assertEqual(list(self.home.iterdir()), [])
        write(self.home / "file", "")
        self.assertIn("cannot write", self.install(self.pack("1.2"), "--prefix", self.home / "file/place", code=73))
        self.assertEqual(self.files(), {"file"})


class InstallerInBash(Installer):
    shell = "bash"


if __name__ == "__main__":
    os.umask(0o022)
    unittest.main()
