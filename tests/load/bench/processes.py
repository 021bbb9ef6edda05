# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes of a run: started on a core of their own, waited for, and ended by their id."""

import os
import pathlib
import re
import resource
import socket
import subprocess
import time

READY_SECONDS = 20
STOP_SECONDS = 5


class NotReady(Exception):
    """A server did not come up; the message has what it said."""


def cores():
    """The server's and the tool's; (None, None) where there is one for both."""
    mine = sorted(os.sched_getaffinity(0))
    return (mine[0], mine[1]) if len(mine) > 1 else (None, None)


def pin(core):
    """What a new process calls to stay on a core; None: wherever it likes."""
    return None if core is None else lambda: os.sched_setaffinity(0, {core})


def raise_descriptor_limit():
    """For thousands of connections; what is started later has it, too."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def free_port():
    """For servers that cannot choose one and tell."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, seconds):
    """Whether the condition came true in time."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def accepts(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Process:
    """One process with its output in FOLDER/NAME.out; Group starts and ends it."""

    def __init__(self, name, command, folder, core, env, must_end_well):
        self.name = name
        self.must_end_well = must_end_well
        self.output = pathlib.Path(folder, name + ".out")
        with open(self.output, "wb") as output:
            self.popen = subprocess.Popen(
                [str(word) for word in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=pin(core),
                env={**os.environ, **(env or {})},
            )

    @property
    def pid(self):
        return self.popen.pid

    def said(self):
        return self.output.read_text(errors="replace")

    def wait_for(self, pattern):
        """The match of a line that tells that it is ready."""
        return self.wait_for_that(lambda: re.search(pattern, self.said()))

    def wait_for_port(self, port):
        self.wait_for_that(lambda: accepts(port))

    def wait_for_that(self, condition):
        wait_until(lambda: condition() or self.popen.poll() is not None, READY_SECONDS)
        found = condition()
        if not found or self.popen.poll() is not None:
            raise NotReady(f"{self.name} did not come up:\n{self.said()[-2000:]}")
        return found

    def stop(self):
        """Why it did not end as it must, or None."""
        if self.popen.poll() is None:
            self.popen.terminate()
        try:
            code = self.popen.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            code = self.popen.wait()
        return f"{self.name} ended with {code}" if self.must_end_well and code != 0 else None


class Group:
    """The processes of one run and their folder; leaving it ends them, the last first."""

    def __init__(self, folder, core):
        self.folder = pathlib.Path(folder)
        self.core = core
        self.processes = []
        self.complaints = []  # once they have ended

    def __enter__(self):
        return self

    def __exit__(self, *_):
        complaints = [process.stop() for process in reversed(self.processes)]
        self.complaints = [complaint for complaint in complaints if complaint]

    def start(self, name, command, env=None, must_end_well=False):
        """`must_end_well`: anything but exit code 0, in time, is a fault (a sanitizer's, say)."""
        self.processes.append(Process(name, command, self.folder, self.core, env, must_end_well))
        return self.processes[-1]

    def pids(self):
        return [process.pid for process in self.processes]

    def said(self):
        """The last lines of each, for whoever looks why it went wrong."""
        return "".join(f"-- {process.name}:\n{process.said()[-2000:]}" for process in self.processes)
