# SPDX-License-Identifier: GPL-3.0-or-later
"""What the portable files bring, and the bill of materials that tells of it: nothing without a licence, nothing changed."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import spdx_rules
from processes import PACKAGING, run, snugd_program

LICENCES = "share/doc/snug/licences"
OURS = re.compile(r"libexec/snugd?$|lib/.*/libsnug_charts\.so$|lib/snug/|share/(?!fonts/)")


def collect(build):
    """The tree of the programs that were built, in a build folder of the test's own."""
    programs = pathlib.Path(snugd_program()).parent
    installed = build / "installed"
    (installed / "bin").mkdir(parents=True)
    for name in ("snug", "snugd"):
        (installed / "bin" / name).symlink_to(programs / name)
    for plugin in (programs.parent / "lib").rglob("libsnug_charts.so"):
        place = installed / "lib" / plugin.parent.relative_to(programs.parent / "lib")
        place.mkdir(parents=True)
        (place / plugin.name).symlink_to(plugin)
    shutil.copy(programs.parent / "CMakeCache.txt", build)
    (build / "portable").mkdir()
    return subprocess.run([PACKAGING / "portable/collect.py", installed, build / "portable/snug", build / "portable/origins.json"],
                          capture_output=True, text=True, check=True).stdout.strip()


def known_sums(package):
    """Path → MD5, as the package says."""
    lists = [path for path in pathlib.Path("/var/lib/dpkg/info").glob(f"{package}*.md5sums")
             if path.name.split(":")[0].removesuffix(".md5sums") == package]
    return {pathlib.Path("/" + path).name: digest for file in lists
            for digest, path in (line.split("  ", 1) for line in file.read_text().splitlines())}


class Bill(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="snug-bill-")
        cls.addClassCleanup(folder.cleanup)
        cls.build, cls.dist = pathlib.Path(folder.name) / "build", pathlib.Path(folder.name) / "dist"
        cls.build.mkdir()
        cls.dist.mkdir()
        cls.glibc = collect(cls.build)
        cls.tree = cls.build / "portable/snug"
        cls.origins = json.loads((cls.build / "portable/origins.json").read_text())
        (cls.dist / "snug-1-linux-x86_64.tar.xz").write_bytes(b"as if")
        cls.text = cls.make_bill()
        cls.document = json.loads(cls.text)

    @classmethod
    def make_bill(cls):
        subprocess.run([PACKAGING / "bill-of-materials/build", cls.build, cls.dist], check=True,
                       env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
        [file] = cls.dist.glob("*.spdx.json")
        return file.read_text()

    def files(self):
        return sorted(str(path.relative_to(self.tree)) for path in self.tree.rglob("*") if path.is_file() and not path.is_symlink())

    def test_every_file_is_ours_or_has_a_package_with_a_licence(self):
        for place in self.files():
            if place in self.origins:
                text = self.tree / LICENCES / self.origins[place] / "copyright"
                self.assertGreater(len(text.read_text(errors="replace")), 100, place)
            else:
                self.assertRegex(place, OURS)

    def test_licences_that_are_only_named_are_there_too(self):
        for text in (self.tree / LICENCES).glob("*/copyright"):
            for name in re.findall(r"/usr/share/common-licenses/([A-Z][A-Za-z]*-\d(?:\.\d)?)\b", text.read_text(errors="replace")):
                self.assertTrue((self.tree / LICENCES / "common-licenses" / name).is_file(), f"{name}, of {text}")

    def test_files_are_as_their_packages_brought_them(self):
        for place, package in self.origins.items():
            digest = hashlib.md5((self.tree / place).read_bytes()).hexdigest()
            self.assertIn(digest, known_sums(package).values(), place)

    def test_no_library_looks_for_others_by_itself(self):
        """It would not look where the programs say then."""
        for place in self.origins:
            if ".so" in place:
                self.assertNotRegex(run("readelf", "-d", self.tree / place)[1], r"\((RPATH|RUNPATH)\)", place)

    def test_all_that_is_needed_is_there(self):
        there = {path.name for path in self.tree.rglob("*.so*")}
        for place in self.files():
            if ".so" in place or place.startswith("libexec/"):
                needed = re.findall(r"\(NEEDED\).*\[(.*)\]", run("readelf", "-d", self.tree / place)[1])
                self.assertLessEqual(set(needed), there, place)
        self.assertRegex(self.glibc, r"^2\.\d+$")

    def test_no_driver_is_asked_for(self):
        self.assertFalse([place for place in self.files() if re.search("glintegration|graphics-integration|libdrm|libgbm", place)])

    def test_it_is_what_spdx_asks_for(self):
        self.assertEqual(spdx_rules.wrong(self.document), [])

    def test_every_file_of_others_is_on_it(self):
        told = {file["fileName"].removeprefix("./") for file in self.document["files"]}
        self.assertLessEqual(set(self.origins), told)

    def test_versions_and_sources_are_told(self):
        for package in self.document["packages"]:
            if package["SPDXID"].startswith("SPDXRef-Shipped-"):
                self.assertTrue(package["versionInfo"] and package["sourceInfo"] and package["externalRefs"], package["name"])

    def test_it_is_the_same_each_time(self):
        self.assertEqual(self.make_bill(), self.text)


if __name__ == "__main__":
    unittest.main()
