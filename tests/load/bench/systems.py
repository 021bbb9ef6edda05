# SPDX-License-Identifier: GPL-3.0-or-later
"""What is measured: Snug in its several forms here, its peers in peers.py.

A system has a `key` for the command line and results.json, a `name` for the page, `where` it keeps messages, and
`load`, the options with which snug-load speaks to it. missing() is why it cannot run here, or None; version() is for
the page; start() brings its processes up in a Group and returns the URLs to connect to.
"""

import pathlib
import shutil
import subprocess

REDIS = "redis-server"
REDIS_FSYNC = "everysec"  # Redis' own default; the same for all that are compared with each other


def first_line(*command):
    """Of what a program says about itself, to either stream."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return "unknown"
    return ((done.stdout + done.stderr).splitlines() or ["unknown"])[0].strip()


def not_installed(*programs):
    """Why it cannot run here, or None."""
    absent = [program for program in programs if not shutil.which(program)]
    return f"not installed: {', '.join(absent)}" if absent else None


def redis_version():
    return "Redis " + first_line(REDIS, "--version").partition("v=")[2].split(" ")[0]


def start_redis(group, fsync):
    """A Redis of the run's own that keeps what it is told in its append-only file; its socket."""
    data = group.folder / "redis"
    data.mkdir()
    command = [REDIS, "--port", "0", "--unixsocket", data / "socket", "--dir", data, "--save", ""]
    redis = group.start(REDIS, [*command, "--appendonly", "yes", "--appendfsync", fsync])
    redis.wait_for("Ready to accept|connections at")
    return data / "socket"


class Snug:
    """Servers as they come but for the bounds on haste, with SQLite (one alone) or with Redis as their store."""

    is_peer = False

    def __init__(self, key, name, where, *, keep=True, redis_fsync=None, io_threads=1, servers=1):
        self.key, self.name, self.where = key, name, where
        self.load = ["--keep", "true" if keep else "false"]
        self.redis_fsync = redis_fsync  # None: SQLite
        self.io_threads = io_threads
        self.servers = servers

    def missing(self, _tools):
        return not_installed(REDIS) if self.redis_fsync else None

    def version(self):
        return None

    def start(self, group, tools):
        store = ["--data", group.folder / "data"]
        if self.redis_fsync:
            store = ["--store", f"redis+unix://{start_redis(group, self.redis_fsync)}"]
        unbound = ["--messages-per-second", "--commands-per-second", "--max-connections-per-address"]
        command = [
            pathlib.Path(tools.bin, "snugd"),
            *["--listen", "127.0.0.1", "--port", "0", "--http-port", "0", "--log-level", "warning"],
            *["--io-threads", self.io_threads],
            *[word for option in unbound for word in (option, "0")],
            *store,
        ]
        names = [f"snugd-{number}" for number in range(self.servers)]
        servers = [group.start(name, command, must_end_well=True) for name in names]
        return [server.wait_for(r"(?m)^snugd ready: (ws:\S+)")[1] for server in servers]


SNUGS = [
    Snug("snug-off", "Snug, off the record", "nowhere", keep=False),
    Snug("snug-kept", "Snug, kept on disk", "SQLite, before delivery"),
    Snug("snug-redis", "Snug, kept in Redis", "Redis, before delivery", redis_fsync=REDIS_FSYNC),
    Snug("snug-2-threads", "Snug, off the record, 2 I/O threads", "nowhere", keep=False, io_threads=2),
    Snug("shared-1", "1 server", "Redis, before delivery", redis_fsync="always"),
    Snug("shared-2", "2 servers", "Redis, before delivery", redis_fsync="always", servers=2),
    Snug("shared-4", "4 servers", "Redis, before delivery", redis_fsync="always", servers=4),
]
