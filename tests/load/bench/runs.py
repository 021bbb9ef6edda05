# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs: a system brought up with a folder of its own, loaded by snug-load, and ended again."""

import dataclasses
import json
import pathlib
import subprocess
import sys
import tempfile
import time

from bench.processes import Group, NotReady, cores, pin
from bench.scenarios import FIGURES, Results, figures_of, shown

RUN_SECONDS = 240  # then snug-load is given up
DATA = "/var/tmp"  # is on disk where /tmp may be memory


@dataclasses.dataclass(frozen=True)
class Tools:
    bin: pathlib.Path  # snugd and snug-load
    node: pathlib.Path  # the peers' npm packages


class RunFailed(Exception):
    """What went wrong, for people."""


def load(urls, pids, options, tools, core, report):
    """One run of snug-load; the figures. It fails when a message was lost, doubled or out of order."""
    report.unlink(missing_ok=True)
    command = [tools.bin / "snug-load", "--quiet", "--connect-rate", "20000", "--json", report]
    command += [word for url in urls for word in ("--url", url)]
    command += [word for pid in pids for word in ("--pid", pid)]
    try:
        done = subprocess.run(
            [str(word) for word in [*command, *options]],
            capture_output=True,
            text=True,
            timeout=RUN_SECONDS,
            preexec_fn=pin(core),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RunFailed(f"snug-load took more than {RUN_SECONDS} s") from None
    if done.returncode != 0:
        raise RunFailed(f"snug-load {' '.join(options)}\n{done.stdout}{done.stderr}")
    return figures_of(json.loads(report.read_text()))


def run_once(system, scenario, tools, quick):
    """A system through a scenario, once; its figures."""
    server_core, tool_core = cores() if scenario.pinned and not quick else (None, None)
    pace = "--warmup 0.2 --seconds 1 " + scenario.quick if quick else "--warmup 1 " + scenario.load
    with tempfile.TemporaryDirectory(prefix="snug-bench.", dir=DATA) as folder:
        group = Group(folder, server_core)
        try:
            with group:
                urls = system.start(group, tools)
                report = group.folder / "report.json"
                figures = load(urls, group.pids(), [*pace.split(), *system.load], tools, tool_core, report)
        except (NotReady, RunFailed) as failed:
            raise RunFailed(f"{failed}\n{group.said()}") from None
        if group.complaints:
            raise RunFailed(f"{', '.join(group.complaints)}\n{group.said()}")
        return figures


@dataclasses.dataclass
class Campaign:
    """All runs: in each round every system once, so that what else the machine does falls on all alike."""

    scenarios: list
    systems: dict  # those that can run here, by key
    tools: Tools
    rounds: int
    quick: bool = False
    results: Results = dataclasses.field(default_factory=Results)
    failures: list = dataclasses.field(default_factory=list)  # "scenario, system, round"
    minutes: dict = dataclasses.field(default_factory=dict)  # by scenario

    def run(self):
        for scenario in self.scenarios:
            begin = time.monotonic()
            print(f"\n{scenario.key}: {scenario.title}", flush=True)
            for number in range(1, self.rounds + 1):
                for key in scenario.systems:
                    if key in self.systems:
                        self.one(scenario, self.systems[key], number)
            self.minutes[scenario.key] = round((time.monotonic() - begin) / 60, 1)

    def one(self, scenario, system, number):
        try:
            figures = run_once(system, scenario, self.tools, self.quick)
        except RunFailed as failed:
            self.failures.append(f"{scenario.key}, {system.name}, round {number}")
            print(f"  round {number}  {system.name:36} FAILED", flush=True)
            print(failed, file=sys.stderr)
            return
        self.results.add(scenario.key, system.key, figures)
        figure = scenario.figures[0]
        print(f"  round {number}  {system.name:36} {shown(figure, figures[figure])} {FIGURES[figure][0]}", flush=True)
