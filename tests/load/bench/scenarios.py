# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked of the systems, and what of the answers goes into a table."""

import dataclasses
import statistics

# Of each figure: what its column is called, and its digits after the point.
FIGURES = {
    "per_cpu_second": ("deliveries per CPU second", 0),
    "per_second": ("deliveries/s", 0),
    "p50_ms": ("p50 ms", 2),
    "p99_ms": ("p99 ms", 2),
    "cpu_percent": ("server CPU %", 1),
    "tool_percent": ("tool CPU %", 1),
    "kib_per_connection": ("KiB a connection", 1),
    "connects_per_second": ("connects/s", 0),
    "back_seconds": ("all back after s", 3),
}


def shown(figure, value):
    """A figure for people."""
    return "–" if value is None else f"{value:,.{FIGURES[figure][1]}f}"


THROUGHPUT = ("per_cpu_second", "per_second", "p50_ms", "p99_ms", "cpu_percent", "tool_percent")
LATENCY = ("p99_ms", "p50_ms", "per_second", "cpu_percent", "tool_percent")
IDLE = ("kib_per_connection", "connects_per_second")

PEERS = ("nats", "mosquitto", "ws", "socketio", "naive")
# Measured for what it shows, not to be the best: what a library offers is compared, not what can be built around it.
BEYOND = ("ws-gather",)
ONE_ROOM = ("snug-off", "snug-kept", "snug-redis", *PEERS, *BEYOND)

BEST_PEER = "best peer"
FIRST_ROW = "first row"


@dataclasses.dataclass(frozen=True)
class Scenario:
    key: str
    title: str
    load: str  # options of snug-load
    quick: str  # the same when figures mean nothing; empty: it is left out then
    systems: tuple
    figures: tuple  # the first is what is compared
    better: object = max
    compared_with: str = BEST_PEER
    pinned: bool = True


SCENARIOS = (
    Scenario(
        "A",
        "1 room × 1,000, one message at a time",
        "--members 1000 --in-flight 1 --seconds 5",
        "--members 20 --in-flight 2 --idle 100",
        ONE_ROOM,
        THROUGHPUT,
    ),
    Scenario("B", "1 room × 1,000, 8 in flight", "--members 1000 --in-flight 8 --seconds 5", "", ONE_ROOM, THROUGHPUT),
    Scenario(
        "C",
        "200 rooms × 5, one in flight each",
        "--rooms 200 --members 5 --seconds 5",
        "",
        ONE_ROOM,
        THROUGHPUT,
    ),
    Scenario(
        "D",
        "50 messages/s into a room of 100, beside 8,000 idle",
        "--members 100 --idle 8000 --rate 50 --seconds 10",
        "",
        ("snug-off", "snug-kept", *PEERS),
        LATENCY,
        better=min,
    ),
    Scenario(
        "E",
        "9,000 idle connections",
        "--rooms 0 --idle 9000 --warmup 0.1 --seconds 0.1",
        "",
        ("snug-kept", *PEERS),
        IDLE,
        better=min,
    ),
    Scenario(
        "G",
        "1 room × 1,000 at 20 messages/s, all cut off at once: until all are back and missed nothing",
        "--members 1000 --rate 20 --seconds 5 --storms 1",
        "--rooms 3 --members 10 --rate 200 --storms 2",
        ("snug-off", "snug-kept"),
        ("back_seconds", "p99_ms", "cpu_percent", "tool_percent"),
        better=min,
        compared_with="",
    ),
    Scenario(
        "H",
        "As B, with one and two I/O threads",
        "--members 1000 --in-flight 8 --seconds 5",
        "",
        ("snug-off", "snug-2-threads"),
        ("per_second", "per_cpu_second", "p50_ms", "p99_ms", "cpu_percent", "tool_percent"),
        compared_with=FIRST_ROW,
        pinned=False,
    ),
    Scenario(
        "S",
        "Several servers on one Redis: 200 rooms × 5, one in flight each",
        "--rooms 200 --members 5 --seconds 5",
        "",
        ("shared-1", "shared-4"),
        ("per_second", "p50_ms", "p99_ms", "cpu_percent", "tool_percent"),
        compared_with=FIRST_ROW,
        pinned=False,
    ),
    Scenario(
        "T",
        "Two servers on one Redis: 100 rooms × 2, one member on each, 2,000 messages/s",
        "--rooms 100 --members 2 --rate 2000 --seconds 10",
        "--rooms 5 --members 4 --rate 200",
        ("shared-2",),
        ("p99_ms", "p50_ms", "per_second", "cpu_percent", "tool_percent"),
        better=min,
        compared_with="",
        pinned=False,
    ),
)


def figures_of(report):
    """The figures in what snug-load wrote as JSON; None for what was not measured."""
    memory = report["server_pss_bytes_per_connection"]
    storm = report.get("storm")
    return {
        "per_cpu_second": report["deliveries_per_cpu_second"],
        "per_second": report["deliveries_per_second"],
        "p50_ms": report["delivery_us"]["p50"] / 1000,
        "p99_ms": report["delivery_us"]["p99"] / 1000,
        "cpu_percent": report["server_cpu_percent"],
        "tool_percent": report["tool_cpu_percent"],
        "kib_per_connection": None if memory is None else memory / 1024,
        "connects_per_second": report["connects_per_second"],
        "back_seconds": max(storm["seconds"]) if storm else None,
    }


class Results:
    """The figures of all runs, one a round: by scenario, system and figure. What results.json holds."""

    def __init__(self, rounds_of=None):
        self.rounds_of = rounds_of if rounds_of is not None else {}

    def add(self, scenario, system, figures):
        columns = self.rounds_of.setdefault(scenario, {}).setdefault(system, {})
        for name, value in figures.items():
            if value is not None:
                columns.setdefault(name, []).append(float(f"{value:.6g}"))

    def systems(self, scenario):
        return list(self.rounds_of.get(scenario, {}))

    def median(self, scenario, system, figure):
        """None when it was not measured."""
        rounds = self.rounds_of.get(scenario, {}).get(system, {}).get(figure)
        return statistics.median(rounds) if rounds else None

    def best_peer(self, scenario, among=PEERS):
        """The peer that is best at what the scenario compares; None without any."""
        figure = scenario.figures[0]
        found = {peer: self.median(scenario.key, peer, figure) for peer in among}
        found = {peer: value for peer, value in found.items() if value}
        return scenario.better(found, key=found.get) if found else None

    def ratio(self, scenario, system, other):
        """Of what the scenario compares, of two systems; None when one was not measured."""
        figure = scenario.figures[0]
        one, two = self.median(scenario.key, system, figure), self.median(scenario.key, other, figure)
        return one / two if one and two else None
