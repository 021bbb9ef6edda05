# SPDX-License-Identifier: GPL-3.0-or-later
"""The units for systemd: they say what the real program understands, and it listens where systemd would."""

import collections
import os
import pathlib
import re
import shutil
import socket
import sys
import tempfile
import unittest

from processes import HERE, PACKAGING, Program, free_port, get, run, snugd_program

FOLDER = PACKAGING / "systemd"
UNITS = sorted(path for path in PACKAGING.rglob("*") if path.suffix in (".service", ".socket", ".timer"))
INSTALLED = "/usr/bin/snugd"


def settings(unit):
    """Section → key → values, in order, with lines that go on put together."""
    found = collections.defaultdict(lambda: collections.defaultdict(list))
    section = None
    for line in unit.read_text().replace("\\\n", " ").splitlines():
        if not line or line[0] in "#;":
            continue
        if line[0] == "[":
            section = line.strip("[]")
            continue
        key, value = line.split("=", 1)
        found[section][key].append(value)
    return found


SERVICE = settings(FOLDER / "snugd.service")
SOCKET = settings(FOLDER / "snugd.socket")


class Units(unittest.TestCase):
    def test_commands_have_the_options_that_are_used(self):
        for unit in UNITS:
            for command in settings(unit)["Service"]["ExecStart"]:
                program, *words = command.split()
                self.assertEqual(program, INSTALLED, unit)
                verb = [word for word in words[:1] if not word.startswith("-")]
                _, told = run(snugd_program(), *verb, "--help")
                for option in (word for word in words if word.startswith("--")):
                    self.assertRegex(told, rf"{option}\b", unit)

    def test_the_server_is_watched_and_held_back(self):
        [service] = [SERVICE["Service"]]
        self.assertEqual(service["Type"], ["notify"])
        self.assertGreaterEqual(int(service["WatchdogSec"][0]), 3)  # what snugd wants at least
        self.assertEqual(service["Restart"], ["on-failure"])
        self.assertRegex(service["ExecReload"][0], r"kill -HUP \$\{MAINPID\}'$")
        self.assertEqual(service["ProtectSystem"], ["strict"])
        self.assertEqual(service["NoNewPrivileges"], ["yes"])

    def test_data_are_where_the_backup_looks(self):
        data = re.search(r"--data (\S+)", SERVICE["Service"]["ExecStart"][0])[1]
        self.assertEqual(data, "/var/lib/" + SERVICE["Service"]["StateDirectory"][0])
        backup = settings(PACKAGING / "backup/snugd-backup.service")["Service"]
        self.assertIn(f"--data {data} ", backup["ExecStart"][0])
        self.assertEqual(backup["User"], SERVICE["Service"]["User"])

    def test_the_socket_is_the_usual_port(self):
        _, configuration = run(snugd_program(), "--print-config")
        port = re.search(r"^#?\s*port = (\d+)", configuration, re.M)[1]
        self.assertEqual(SOCKET["Socket"]["ListenStream"], [port])
        self.assertEqual(SOCKET["Socket"]["FileDescriptorName"], ["chat"])

    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd is not installed")
    def test_little_is_exposed(self):
        for unit in (FOLDER / "snugd.service", PACKAGING / "backup/snugd-backup.service"):
            code, told = run("systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=15", unit)  # 1.5
            self.assertEqual(code, 0, told)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd is not installed")
    def test_systemd_understands_them(self):
        with tempfile.TemporaryDirectory() as folder:
            copies = []
            for unit in (FOLDER / "snugd.service", FOLDER / "snugd.socket"):
                copy = pathlib.Path(folder) / unit.name
                copy.write_text(unit.read_text().replace(INSTALLED, os.path.abspath(snugd_program())))
                copies.append(copy)
            code, output = run("systemd-analyze", "verify", "--man=no", *copies)
            self.assertEqual((code, output), (0, ""))


class Activated(Program):
    """snugd as systemd itself starts it for the first who connects."""

    def __init__(self):
        super().__init__("activated")
        self.port = free_port()
        self.http_port = free_port()

    def start(self):
        self.launch("systemd-socket-activate", f"--listen=127.0.0.1:{self.port}", f"--listen=127.0.0.1:{self.http_port}",
                    "--fdname=chat:http", snugd_program(), "--data", self.folder / "data")
        self.wait_for_output(rf"Listening on 127\.0\.0\.1:{self.http_port}")


@unittest.skipUnless(shutil.which("systemd-socket-activate"), "systemd is not installed")
class Activation(unittest.TestCase):
    def test_who_comes_first_has_it_started(self):
        with Activated() as snugd, socket.create_connection(("127.0.0.1", snugd.port)):
            snugd.wait_for_output(rf"snugd ready: ws://127\.0\.0\.1:{snugd.port} http://127\.0\.0\.1:{snugd.http_port}\n")
            self.assertEqual(get(f"http://127.0.0.1:{snugd.http_port}/livez")[0], 200)


class Fenced(Program):
    """snugd behind the filter of system calls that its unit puts up."""

    def __init__(self):
        super().__init__("fenced")
        self.address = None

    def start(self):
        self.launch(sys.executable, "-B", HERE / "fence.py", FOLDER / "snugd.service", snugd_program(), "--data", self.folder / "data",
                    "--listen", "127.0.0.1", "--port", 0, "--http-port", 0)
        ready = self.wait_for_output(r"snugd ready: ws://(\S+) http://(\S+)\n")
        self.address, self.http = ready[1], ready[2]


@unittest.skipUnless(shutil.which("systemd-analyze"), "systemd is not installed")
class Fence(unittest.TestCase):
    def test_the_server_needs_nothing_that_is_not_allowed(self):
        chat = HERE / "roots/chat.py"
        with Fenced() as snugd:
            self.assertEqual(run(sys.executable, chat, snugd.address, "say", "lobby", "behind the fence"), (0, ""))
            code, told = run(sys.executable, chat, snugd.address, "read", "lobby")
            self.assertEqual(code, 0, told)
            self.assertIn("behind the fence", told)
            self.assertEqual(get(f"http://{snugd.http}/health")[0], 200)

    def test_there_is_a_fence(self):
        with tempfile.NamedTemporaryFile() as file:
            owner = f"{os.getuid()}:{os.getgid()}"
            self.assertEqual(run("/bin/chown", owner, file.name), (0, ""))
            code, told = run(sys.executable, "-B", HERE / "fence.py", FOLDER / "snugd.service", "/bin/chown", owner, file.name)
            self.assertNotEqual(code, 0, told)
            self.assertIn("Operation not permitted", told)


if __name__ == "__main__":
    unittest.main()
