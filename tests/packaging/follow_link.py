# SPDX-License-Identifier: GPL-3.0-or-later
"""follow_link.py LINK: opens it as desktops of GLib do, GNOME among them, and waits until it is taken."""

import sys

from gi.repository import Gio, GLib


def taken(_, result):
    Gio.AppInfo.launch_default_for_uri_finish(result)
    loop.quit()


loop = GLib.MainLoop()
Gio.AppInfo.launch_default_for_uri_async(sys.argv[1], None, None, taken)
loop.run()
