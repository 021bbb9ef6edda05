# SPDX-License-Identifier: GPL-3.0-or-later
"""The peers: other servers that do the same work. ../peers/README.md tells what each does and why it is fair."""

import json
import pathlib
import re
import shutil
import subprocess
import sys

from bench.processes import free_port
from bench.systems import REDIS, REDIS_FSYNC, first_line, not_installed, start_redis

HERE = pathlib.Path(__file__).resolve().parent.parent / "peers"
LOCK = "package-lock.json"
READY = r"(?m)^ready (\d+)"
PYTHON = "/usr/bin/python3"  # which has Debian's packages; another may come first in PATH


def local(port):
    return [f"ws://127.0.0.1:{port}"]


class Broker:
    """A program from a package that reads a configuration and listens where that says."""

    is_peer = True
    where = "nowhere"

    def __init__(self, key, name, program, dialect, version_option, config_option):
        self.key, self.name, self.program = key, name, program
        self.load = ["--dialect", dialect]
        self.version_option, self.config_option = version_option, config_option

    def missing(self, _tools):
        return not_installed(self.program)

    def version(self):
        number = re.search(r"\d+\.\d+\.\d+", first_line(self.program, self.version_option))
        return f"{self.name} {number[0] if number else 'unknown'}"

    def start(self, group, _tools):
        port = free_port()
        text = (HERE / self.key / f"{self.key}.conf").read_text()
        config = group.folder / f"{self.key}.conf"
        config.write_text(text.replace("@PORT@", str(port)).replace("@FOLDER@", str(group.folder)))
        group.start(self.key, [self.program, self.config_option, config]).wait_for_port(port)
        return local(port)


class NodePeer:
    """Ours, in JavaScript. Its packages stand in TOOLS.node, in a folder like that of its source; prepare() puts them there."""

    is_peer = True

    def __init__(self, key, name, where, dialect, packages, *, folder=None, mode=None, with_redis=False):
        self.key, self.name, self.where = key, name, where
        self.load = ["--dialect", dialect]
        self.packages, self.with_redis = packages, with_redis
        self.source = HERE / (folder or key)
        self.arguments = [mode] if mode else []

    def prepare(self, tools):
        """Installs what its lock file names, outside of the source tree, when that file changed."""
        target = tools.node / self.source.name
        lock, done = self.source / LOCK, target / "done" / LOCK
        if not_installed("node", "npm") or (done.exists() and done.read_bytes() == lock.read_bytes()):
            return
        shutil.rmtree(target, ignore_errors=True)
        done.parent.mkdir(parents=True)
        for name in ("package.json", LOCK, ".npmrc"):
            shutil.copy(self.source / name, target)
        print(f"bench: installing the packages of {self.name}", file=sys.stderr)
        if subprocess.run(["npm", "ci", "--silent"], cwd=target, stdout=sys.stderr, check=False).returncode == 0:
            shutil.copy(lock, done)

    def missing(self, tools):
        if not (tools.node / self.source.name / "done" / LOCK).exists():
            return "its npm packages are not installed"
        return not_installed("node", *([REDIS] if self.with_redis else []))

    def version(self):
        lock = json.loads((self.source / LOCK).read_text())["packages"]
        versions = [f"{name} {lock['node_modules/' + name]['version']}" for name in self.packages]
        return f"{', '.join(versions)} on Node.js {first_line('node', '--version')}"

    def start(self, group, tools):
        arguments = self.arguments + ([start_redis(group, REDIS_FSYNC)] if self.with_redis else [])
        env = {"NODE_PATH": str(tools.node / self.source.name / "node_modules"), "NODE_ENV": "production"}
        server = group.start(self.key, ["node", self.source / "server.js", *arguments], env)
        return local(server.wait_for(READY)[1])


class Naive:
    """Ours, in Python, as the tutorials have it."""

    is_peer = True
    key, name, where = "naive", "FastAPI as in tutorials", "Redis, after delivery"
    load = ["--dialect", "json"]
    modules = ["fastapi", "uvicorn", "uvloop", "httptools", "websockets", "redis", "hiredis"]

    def missing(self, _tools):
        found = first_line(PYTHON, "-c", f"import {','.join(self.modules)}; print('all')")
        return not_installed(REDIS) or (None if found == "all" else "its Python packages are not installed")

    def version(self):
        versions = "from importlib.metadata import version as v; print(', '.join(f'{m} {v(m)}' for m in (%s)))"
        named = ",".join(f"'{module}'" for module in self.modules[:3])
        return f"{first_line(PYTHON, '-c', versions % named)} on {first_line(PYTHON, '--version')}"

    def start(self, group, _tools):
        redis = start_redis(group, REDIS_FSYNC)
        server = group.start(self.key, [PYTHON, "-B", HERE / "naive" / "server.py", redis])
        return local(server.wait_for(READY)[1])


PEERS = [
    Broker("nats", "NATS", "nats-server", "nats", "--version", "-c"),
    Broker("mosquitto", "Mosquitto", "mosquitto", "mqtt", "-h", "-c"),
    NodePeer("ws", "Node.js ws", "nowhere", "json", ["ws"]),
    NodePeer("ws-gather", "Node.js ws, writes gathered", "nowhere", "json", ["ws"], folder="ws", mode="gather"),
    NodePeer(
        "socketio",
        "Socket.IO",
        "Redis, before delivery",
        "socketio",
        ["socket.io", "@socket.io/redis-streams-adapter", "ioredis"],
        with_redis=True,
    ),
    Naive(),
]
