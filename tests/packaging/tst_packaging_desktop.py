# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop sees of Snug, as it is installed: entry, icons, metainfo; started by the session bus, and in a tray."""

import configparser
import contextlib
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree
import zlib

from desktop_session import ID, Bus, Screen, Snug, Tray
from processes import PACKAGING, SOURCE, Snugd, run, wait_for

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_folder = None
INSTALLED = None


def setUpModule():
    global _folder, INSTALLED
    _folder = tempfile.TemporaryDirectory(prefix="snug-installed-")
    INSTALLED = pathlib.Path(_folder.name) / "usr"
    code, output = run("cmake", "--install", os.environ["SNUG_BUILD"], "--component", "desktop", "--prefix", INSTALLED)
    if code != 0:
        raise AssertionError(output)


def tearDownModule():
    _folder.cleanup()


def entry():
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str
    parser.read(INSTALLED / f"share/applications/{ID}.desktop")
    return parser


def pixels(png):
    """Width, height, and the bytes of an RGBA picture as they are packed."""
    data = png.read_bytes()
    width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and (depth, kind) == (8, 6), png
    packed, at = b"", 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at:at + 4])
        if data[at + 4:at + 8] == b"IDAT":
            packed += data[at + 8:at + 8 + length]
        at += 12 + length
    return width, height, zlib.decompress(packed)


class Files(unittest.TestCase):
    def test_the_entry_is_valid(self):
        self.assertEqual(run("desktop-file-validate", INSTALLED / f"share/applications/{ID}.desktop"), (0, ""))

    def test_the_entry_starts_the_program(self):
        sections = entry()
        for section in ("Desktop Entry", "Desktop Action host"):
            program, *words = sections[section]["Exec"].split()
            self.assertTrue((INSTALLED / "bin" / program).is_file())
            _, told = run(INSTALLED / "bin" / program, "--help")
            for option in (word for word in words if word.startswith("--")):
                self.assertIn(option, told)

    def test_the_metainfo_is_valid(self):
        code, output = run("appstreamcli", "validate", "--no-net", INSTALLED / f"share/metainfo/{ID}.metainfo.xml")
        self.assertEqual(code, 0, output)
        self.assertNotRegex(output, "error|warning|info")  # a pedant finds the capital letter that D-Bus names have

    def test_the_releases_are_those_of_the_changelog(self):
        tree = xml.etree.ElementTree.parse(INSTALLED / f"share/metainfo/{ID}.metainfo.xml")
        releases = [release.get("version") for release in tree.iter("release")]
        changelog = (SOURCE / "CHANGELOG.md").read_text()
        self.assertEqual(releases, re.findall(r"^## (\S+)", changelog, re.M))
        self.assertEqual(len(list(tree.iter("release"))[0].findall(".//li")),
                         len(re.findall(r"^- ", changelog.split("\n## ")[1], re.M)))

    def test_a_publisher_adds_page_and_pictures(self):
        with tempfile.TemporaryDirectory() as folder:
            source = PACKAGING / "desktop"
            settings = {"id": ID, "source": source, "binary": folder, "changelog": SOURCE / "CHANGELOG.md",
                        "program_folder": "bin", "data_folder": "share", "CMAKE_INSTALL_PREFIX": f"{folder}/usr",
                        "homepage": "https://example.org/", "screenshots": "https://example.org/pictures"}
            command = ["cmake", *(f"-D{key}={value}" for key, value in settings.items()), "-P", source / "fill.cmake"]
            written = pathlib.Path(folder) / f"usr/share/metainfo/{ID}.metainfo.xml"
            texts = []
            for _ in range(2):
                done = subprocess.run(command, env=os.environ | {"SOURCE_DATE_EPOCH": "86400"}, capture_output=True, text=True,
                                      check=False)
                self.assertEqual(done.returncode, 0, done.stderr)
                texts.append(written.read_text())
            self.assertEqual(*texts)
            self.assertIn('date="1970-01-02"', texts[0])
            code, output = run("appstreamcli", "validate", "--no-net", written)
            self.assertEqual(code, 0, output)
            self.assertEqual(len(re.findall("<image ", texts[0])), 3)
            # The names are those of `./dev screenshots`.
            gallery = "".join(path.read_text() for path in (SOURCE / "tests/desktop").glob("gallery*.cpp"))
            for name in re.findall(r"pictures/(\S+)\.png", texts[0]):
                self.assertIn(f'u"{name}"_s', gallery)

    def test_icons_are_there_in_all_sizes(self):
        icons = INSTALLED / "share/icons/hicolor"
        found = {path.parts[-3] for path in icons.glob(f"*/apps/{ID}.*")}
        self.assertEqual(found, {f"{size}x{size}" for size in SIZES} | {"scalable"})
        for size in SIZES:
            width, height, packed = pixels(icons / f"{size}x{size}/apps/{ID}.png")
            self.assertEqual((width, height), (size, size))
            self.assertGreater(len(set(packed)), 64, size)  # a picture, not one colour
        self.assertEqual((icons / f"scalable/apps/{ID}.svg").read_bytes(), (SOURCE / "resources/icons/snug.svg").read_bytes())

    def test_the_name_is_the_same_everywhere(self):
        self.assertIn(f'"{ID}"', (SOURCE / "app/shell/application_id.h").read_text())
        self.assertEqual(entry()["Desktop Entry"]["Icon"], ID)
        tree = xml.etree.ElementTree.parse(INSTALLED / f"share/metainfo/{ID}.metainfo.xml")
        self.assertEqual(tree.find("id").text, ID)
        self.assertEqual(tree.find("launchable").text, f"{ID}.desktop")
        service = (INSTALLED / f"share/dbus-1/services/{ID}.service").read_text()
        self.assertEqual(service, f"[D-BUS Service]\nName={ID}\nExec={INSTALLED}/bin/snug\n")
        scheme = entry()["Desktop Entry"]["MimeType"].rstrip(";")
        self.assertEqual(tree.find("provides/mediatype").text, scheme)


def people_on(server):
    return float(re.search(r"^snug_connections (\S+)$", server.get("/metrics")[1], re.M)[1])


class Activation(unittest.TestCase):
    """The program is started by the bus itself, from the service file that was installed."""

    def test_a_link_starts_the_program_which_joins(self):
        with Snugd() as server, Bus(INSTALLED) as bus:
            link = f"snug://127.0.0.1:{server.chat_port}/lobby"
            self.assertIsNone(bus.owner())
            bus.application("Open", f"['{link}']", "{}")
            wait_for(lambda: people_on(server) == 1, "one person on the server")
            first = bus.owner()
            # Later starts, with a bus and without one, reach the same program and end.
            for hidden in (["--hidden"], []):
                with Snug(INSTALLED / "bin/snug", bus, *hidden) as later:
                    self.assertEqual(later.exit_code(), 0, later.output())
            bus.application("Activate", "{'desktop-startup-id': <'a'>, 'activation-token': <'b'>}")
            bus.application("Open", "['https://example.org/', 'snug://x@y']", "{}")
            bus.application("ActivateAction", "nothing", "[]", "{}")
            self.assertEqual(bus.owner(), first)
            self.assertEqual(people_on(server), 1)

    def test_the_desktop_opens_links_with_it(self):
        # By GLib, as GNOME and others do: the scheme leads to the entry, the entry to the bus, the bus to the program.
        self.assertEqual(run("update-desktop-database", INSTALLED / "share/applications"), (0, ""))
        with Snugd() as server, Bus(INSTALLED) as bus:
            follow = [sys.executable, "-B", pathlib.Path(__file__).with_name("follow_link.py")]
            for _ in range(2):
                done = subprocess.run([*follow, f"snug://127.0.0.1:{server.chat_port}/lobby"], env=bus.environment, timeout=60,
                                      capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, 0, done.stderr)
                wait_for(lambda: people_on(server) == 1, "one person on the server")
            _, command = run("ps", "-o", "args=", "-p", str(bus.owner()))
            self.assertEqual(command.strip(), str(INSTALLED / "bin/snug"))  # as the bus starts it

    def test_the_action_hosts(self):
        with Bus(INSTALLED) as bus:
            bus.application("ActivateAction", "host", "[]", "{}")
            wait_for(lambda: re.search(r"address=127\.0\.0\.1", bus.kept()), "the own server among the recent ones")

    def test_only_the_usual_profile_is_on_the_bus(self):
        with Bus(INSTALLED) as bus, Snug(INSTALLED / "bin/snug", bus, "--profile", bus.folder / "apart") as apart:
            with Snug(INSTALLED / "bin/snug", bus) as usual:
                wait_for(lambda: bus.owner() == usual.pid, "the usual profile on the bus")
                self.assertTrue(apart.is_running())


class InATray(unittest.TestCase):
    def setUp(self):
        self._stack = contextlib.ExitStack()
        self.addCleanup(self._stack.close)
        self.screen = self._stack.enter_context(Screen())
        self.bus = self._stack.enter_context(Bus(INSTALLED, display_name=self.screen.name, keepInTray="true"))
        self.tray = Tray(self.bus)
        self._stack.enter_context(self.tray)

    def start(self, *options):
        return self._stack.enter_context(Snug(INSTALLED / "bin/snug", self.bus, *options))

    def window(self):
        return self.screen.windows().get("Snug")

    def wait_for_window(self):
        return wait_for(self.window, "the window")

    def wait_for_no_window(self):
        wait_for(lambda: self.window() is None, "no window")

    @staticmethod
    def menu(bus, item):
        path = re.search(r"objectpath '([^']+)'", bus.call(item, "/StatusNotifierItem", "org.freedesktop.DBus.Properties.Get",
                                                                 "org.kde.StatusNotifierItem", "Menu"))[1]
        return bus.call(item, path, "com.canonical.dbusmenu.GetLayout", "0", "int32 -1", "[]")

    def test_it_is_closed_into_the_tray_and_opened_from_it(self):
        snug = self.start()
        window = self.wait_for_window()
        self.assertEqual(self.screen.program_of(window)[1], entry()["Desktop Entry"]["StartupWMClass"])
        [item] = wait_for(self.tray.items, "an item in the tray")
        for label in ("Open Snug", "Quit"):
            self.assertIn(label, self.menu(self.bus, item).replace("_", ""))
        self.screen.close(window)
        self.wait_for_no_window()
        self.assertTrue(snug.is_running())
        self.bus.call(item, "/StatusNotifierItem", "org.kde.StatusNotifierItem.Activate", "0", "0")
        self.screen.close(self.wait_for_window())
        self.wait_for_no_window()
        # A later start finds it there as well.
        with Snug(INSTALLED / "bin/snug", self.bus) as later:
            self.assertEqual(later.exit_code(), 0)
        self.wait_for_window()

    def test_who_hosts_goes_on_in_the_tray(self):
        with Bus(INSTALLED, display_name=self.screen.name) as bus, Tray(bus) as tray:
            with Snug(INSTALLED / "bin/snug", bus, "--host") as snug:
                wait_for(lambda: any("#lobby" in title for title in self.screen.windows()), "the lobby")
                [item] = wait_for(tray.items, "an item in the tray")
                wait_for(lambda: "Hosting on port" in self.menu(bus, item), "hosting in the menu")
                [window] = self.screen.windows().values()
                self.screen.close(window)
                wait_for(lambda: not self.screen.windows(), "no window")
                self.assertTrue(snug.is_running())

    def test_a_tray_that_goes_brings_the_window_back(self):
        snug = self.start("--hidden")
        wait_for(self.tray.items, "an item in the tray")
        self.assertIsNone(self.window())
        self.tray.stop()
        window = self.wait_for_window()
        self.screen.close(window)  # there is nowhere to go now
        self.assertEqual(snug.exit_code(), 0)

    def test_without_a_tray_a_hidden_start_is_seen(self):
        self.tray.stop()
        self.start("--hidden")
        self.wait_for_window()


if __name__ == "__main__":
    unittest.main()
