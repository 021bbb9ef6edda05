# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of the tests' own: a session bus, a display that nobody sees, a tray, and a home for the program."""

import os
import pathlib
import re
import subprocess
import sys

from Xlib import X, Xatom, display
from Xlib.protocol import event

from processes import Program, run

ID = "chat.snug.Snug"
PATH = "/chat/snug/Snug"
APPLICATION = "org.freedesktop.Application"


class Bus(Program):
    """A session bus whose programs it starts have this environment: a home of their own, and no display unless given."""

    def __init__(self, installed, nick="ada", display_name=None, **preferences):
        super().__init__("bus")
        self._installed = installed
        self._preferences = preferences | {"nick": nick}
        self._display_name = display_name
        self.address = None

    def start(self):
        for folder in ("home", "run", "config/snug"):
            (self.folder / folder).mkdir(parents=True, mode=0o700, exist_ok=True)
        lines = [f"{key}={value}" for key, value in self._preferences.items()]
        (self.folder / "config/snug/snug.ini").write_text("\n".join(["[General]", *lines, ""]))
        self.launch("dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address=unix:dir={self.folder}",
                    "--print-address=1", environment=self.environment)
        self.address = self.wait_for_output(r"unix:path=\S+")[0]

    @property
    def environment(self):
        kept = {key: value for key, value in os.environ.items()
                if key not in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM")}
        own = {"PATH": f"{self._installed}/bin:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "HOME": self.folder / "home",
               "XDG_RUNTIME_DIR": self.folder / "run", "XDG_CONFIG_HOME": self.folder / "config",
               "XDG_DATA_HOME": self.folder / "data", "XDG_DATA_DIRS": self._installed / "share"}
        own |= {"DISPLAY": self._display_name} if self._display_name else {"QT_QPA_PLATFORM": "offscreen"}
        own |= {"DBUS_SESSION_BUS_ADDRESS": self.address} if self.address else {}
        return kept | {key: str(value) for key, value in own.items()}

    def call(self, destination, path, method, *arguments):
        """What gdbus prints of the answer; an error of the bus fails the test."""
        done = subprocess.run(["gdbus", "call", "--session", "--dest", destination, "--object-path", path, "--method", method,
                               *arguments], env=self.environment, capture_output=True, text=True, timeout=60, check=False)
        if done.returncode != 0:
            raise AssertionError(f"{method}: {done.stderr}{self.output()}")
        return done.stdout.strip()

    def application(self, method, *arguments):
        return self.call(ID, PATH, f"{APPLICATION}.{method}", *arguments)

    def owner(self):
        """The process that has the application's name; None: nobody."""
        bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
        if "true" not in self.call(*bus, "org.freedesktop.DBus.NameHasOwner", ID):
            return None
        answer = self.call(*bus, "org.freedesktop.DBus.GetConnectionUnixProcessID", ID)
        return int(re.search(r"uint32 (\d+)", answer)[1])

    def kept(self):
        """What the program wrote down of its use."""
        return (self.folder / "config/snug/snug.ini").read_text()

    def stop(self):
        # What the bus started does not end with it.
        if self.address is not None and self.is_running():
            pid = self.owner()
            if pid is not None:
                run("kill", str(pid))
                run("timeout", "20", "tail", f"--pid={pid}", "-f", "/dev/null")
        super().stop()


class Snug(Program):
    """The program, started by hand in a session."""

    def __init__(self, program, bus, *options):
        super().__init__("snug")
        self._command = [program, *options]
        self._bus = bus

    def start(self):
        self.launch(*self._command, environment=self._bus.environment)

    def exit_code(self, within=60):
        return self._process.wait(within)


class Tray(Program):
    """What shows the icons of a tray: the watcher that programs register with, and nobody to look."""

    def __init__(self, bus):
        super().__init__("tray")
        self._bus = bus

    def start(self):
        script = pathlib.Path(__file__).with_name("tray_watcher.py")
        self.launch(sys.executable, "-B", script, environment=self._bus.environment)
        self.wait_for_output("ready\n")

    def items(self):
        return re.findall(r"^item (\S+)$", self.output(), re.M)


class Screen(Program):
    def __init__(self):
        super().__init__("screen")
        self.name = None
        self._connection = None

    def start(self):
        self.launch("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
        self.name = ":" + self.wait_for_output(r"^(\d+)\n")[1]
        self._connection = display.Display(self.name)

    def stop(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        super().stop()

    def windows(self):
        """Title → window, of those that can be seen."""
        shown = {}
        for window in self._connection.screen().root.query_tree().children:
            title = window.get_full_text_property(self._connection.intern_atom("_NET_WM_NAME"))
            if title and window.get_attributes().map_state == X.IsViewable:
                shown[title] = window
        return shown

    def close(self, window):
        """As the button in a window's frame does."""
        protocols = self._connection.intern_atom("WM_PROTOCOLS")
        delete = self._connection.intern_atom("WM_DELETE_WINDOW")
        window.send_event(event.ClientMessage(window=window, client_type=protocols, data=(32, [delete, X.CurrentTime, 0, 0, 0])))
        self._connection.sync()

    def program_of(self, window):
        """WM_CLASS, by which a desktop finds the entry of a window."""
        return window.get_full_property(Xatom.WM_CLASS, X.AnyPropertyType).value.decode().split("\0")[:2]
