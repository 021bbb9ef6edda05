# SPDX-License-Identifier: GPL-3.0-or-later
"""The real programs that these tests run: snugd, Redis, Prometheus. Each ends with the `with` it was begun in."""

import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
PACKAGING = SOURCE / "packaging"
CERTIFICATES = SOURCE / "tests/websocket/tls"
PATIENCE = 60  # seconds; generous, nothing is measured

_straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def wait_for(ask, what):
    """Asks until the answer is true, and returns it."""
    deadline = time.monotonic() + PATIENCE
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {PATIENCE} s")
        time.sleep(0.05)


def get(url):
    """Status and body; (0, "") where nobody answers."""
    try:
        with _straight.open(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def run(*arguments, text=None):
    """A program to its end, with its output in one piece."""
    done = subprocess.run(arguments, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=PATIENCE, check=False)
    return done.returncode, done.stdout


def snugd_program():
    return os.environ["SNUGD_PROGRAM"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Program:
    """A process with a folder of its own, which ends at the latest with this one."""

    def __init__(self, name):
        self._folder = tempfile.TemporaryDirectory(prefix=f"snug-{name}-")
        self.folder = pathlib.Path(self._folder.name)
        self._output = self.folder / "output"
        self._process = None

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        self._folder.cleanup()

    def launch(self, *arguments, environment=None):
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "--", *map(str, arguments)],
                                             stdout=output, stderr=subprocess.STDOUT, env=environment)

    def wait_for_output(self, pattern):
        def said():
            text = self._output.read_text(errors="replace")
            if self._process.poll() is not None:
                raise AssertionError(f"ended with {self._process.returncode}:\n{text}")
            return re.search(pattern, text)
        return wait_for(said, f"\"{pattern}\" in the output of {self._process.args[4]}")

    def output(self):
        return self._output.read_text(errors="replace")

    def is_running(self):
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self):
        return self._process.pid

    def stop(self):
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


class Redis(Program):
    def __init__(self):
        super().__init__("redis")
        self.port = free_port()

    def start(self):
        self.launch("redis-server", "--bind", "127.0.0.1", "--port", self.port, "--dir", self.folder, "--save", "",
                    "--daemonize", "no")
        self.wait_for_output("Ready to accept connections")

    @property
    def address(self):
        return f"redis://127.0.0.1:{self.port}"


class Snugd(Program):
    """Keeps its ports when it is started again."""

    def __init__(self, *options):
        super().__init__("snugd")
        self._options = options
        self.chat_port = 0
        self.http_port = 0

    def start(self):
        self.launch(snugd_program(), "--listen", "127.0.0.1", "--port", 0, "--http-port", self.http_port, "--data",
                    self.folder / "data", *self._options)
        ready = self.wait_for_output(r"snugd ready: wss?://127\.0\.0\.1:(\d+) http://127\.0\.0\.1:(\d+)\n")
        self.chat_port, self.http_port = int(ready[1]), int(ready[2])

    @property
    def target(self):
        return f"127.0.0.1:{self.http_port}"

    def get(self, path):
        return get(f"http://{self.target}{path}")


def snugd_with_tls():
    """On SQLite, with a certificate."""
    return Snugd("--tls-certificate", CERTIFICATES / "localhost.crt", "--tls-key", CERTIFICATES / "localhost.key")


def snugd_on_redis(redis):
    return Snugd("--store", redis.address)


class Prometheus(Program):
    def __init__(self, configuration):
        """`configuration`: a function that writes it into the folder it is given, and returns its path."""
        super().__init__("prometheus")
        self._configuration = configuration
        self._port = 0

    def start(self):
        self.launch("prometheus", "--config.file", self._configuration(self.folder), "--storage.tsdb.path",
                    self.folder / "series", "--web.listen-address", "127.0.0.1:0")
        listening = self.wait_for_output(r'msg="Listening on" address=127\.0\.0\.1:(\d+)')
        self._port = int(listening[1])
        wait_for(lambda: get(f"http://127.0.0.1:{self._port}/-/ready")[0] == 200, "Prometheus ready")

    def ask(self, what, **parameters):
        """What /api/v1 answers as data."""
        query = urllib.parse.urlencode(parameters)
        status, body = get(f"http://127.0.0.1:{self._port}/api/v1/{what}?{query}")
        if status != 200:
            raise AssertionError(f"{what} {parameters}: {status} {body}")
        return json.loads(body)["data"]

    def query(self, expression):
        """The samples that an expression gives now."""
        return self.ask("query", query=expression)["result"]
