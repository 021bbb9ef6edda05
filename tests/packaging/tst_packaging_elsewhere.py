# SPDX-License-Identifier: GPL-3.0-or-later
"""What Snug is to Windows and macOS: icons of all sizes, and descriptions that are well formed. (Their tools are not here;
tests/packaging/roots compiles for Windows.)"""

import plistlib
import re
import struct
import unittest

from processes import PACKAGING

ICO = (PACKAGING / "windows/snug.ico").read_bytes()
ICNS = (PACKAGING / "macos/snug.icns").read_bytes()


class Windows(unittest.TestCase):
    def test_the_icon_has_the_sizes_that_windows_asks_for(self):
        reserved, kind, count = struct.unpack_from("<HHH", ICO)
        self.assertEqual((reserved, kind), (0, 1))
        entries = [struct.unpack_from("<BBBBHHII", ICO, 6 + 16 * at) for at in range(count)]
        self.assertEqual([entry[0] or 256 for entry in entries], [16, 20, 24, 32, 40, 48, 64, 256])
        *_, size, offset = entries[-1]
        self.assertEqual(ICO[offset:offset + 4], b"\x89PNG")
        self.assertEqual(offset + size, len(ICO))

    def test_links_are_claimed_and_let_go_of(self):
        text = (PACKAGING / "windows/windows.cmake").read_text()
        self.assertIn(r'WriteRegStr SHCTX "Software\Classes\snug" "URL Protocol" ""', text)
        self.assertIn(r'DeleteRegKey SHCTX "Software\Classes\snug"', text)
        # What the uninstaller takes away is a list of what was installed; nothing here names a folder of the user's.
        self.assertNotRegex(text, r"(?i)rmdir|appdata")


class Macos(unittest.TestCase):
    def test_the_icon_has_the_sizes_that_macos_asks_for(self):
        kind, length = struct.unpack_from(">4sI", ICNS)
        self.assertEqual((kind, length), (b"icns", len(ICNS)))
        kinds, at = set(), 8
        while at < length:
            name, size = struct.unpack_from(">4sI", ICNS, at)
            kinds.add(name)
            at += size
        self.assertLessEqual({b"is32", b"il32", b"it32", b"ic08", b"ic09", b"ic10"}, kinds)

    def test_the_bundle_claims_invite_links(self):
        # As CMake fills it in; plistlib takes what is between ${ and } for text.
        description = plistlib.loads((PACKAGING / "macos/Info.plist.in").read_bytes())
        self.assertEqual(description["CFBundleURLTypes"][0]["CFBundleURLSchemes"], ["snug"])
        described = (PACKAGING / "macos/macos.cmake").read_text()
        identity = re.search(r"MACOSX_BUNDLE_GUI_IDENTIFIER (\S+)", described)[1]
        self.assertTrue((PACKAGING / f"desktop/{identity}.desktop").is_file(), "the same identity as on Linux")
        given = set(re.findall(r"^    (MACOSX_BUNDLE_[A-Z_]+) ", described, re.M))
        asked = set(re.findall(r"\$\{(\w+)\}", str(description)))
        self.assertLessEqual(asked - {"MACOSX_BUNDLE_EXECUTABLE_NAME"}, given)


if __name__ == "__main__":
    unittest.main()
