# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmark makes of figures: medians, the best peer, targets, and what counts as a fall."""

import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from bench import check  # noqa: E402
from bench.page import table  # noqa: E402
from bench.scenarios import Results  # noqa: E402
from bench.targets import BY_KEY, Target, row_of  # noqa: E402


def results(**per_cpu_second):
    """The same in every scenario of the check; snug_off=120 is its key with its figure."""
    made = Results()
    for scenario in check.SCENARIOS:
        for system, figure in per_cpu_second.items():
            made.add(scenario, system.replace("_", "-"), {"per_cpu_second": figure})
    return made


class Figures(unittest.TestCase):
    def test_one_odd_round_does_not_move_the_median(self):
        made = results(nats=100)
        made.add("A", "nats", {"per_cpu_second": 1})
        made.add("A", "nats", {"per_cpu_second": 102})
        self.assertEqual(made.median("A", "nats", "per_cpu_second"), 100)
        self.assertIsNone(made.median("A", "ws", "per_cpu_second"))

    def test_the_best_peer_is_the_quickest_or_the_smallest(self):
        self.assertEqual(results(nats=100, ws=110, snug_off=120).best_peer(BY_KEY["A"]), "ws")
        latency = Results({"D": {"nats": {"p99_ms": [2]}, "ws": {"p99_ms": [3]}}})
        self.assertEqual(latency.best_peer(BY_KEY["D"]), "nats")
        self.assertIsNone(Results().best_peer(BY_KEY["A"]))


class Targets(unittest.TestCase):
    def verdict(self, target, made):
        return row_of(target, made).verdict()

    def test_a_ratio_is_met_at_its_bound(self):
        target = Target("A", "snug-off", at_least=1.25)
        self.assertEqual(self.verdict(target, results(ws=100, snug_off=125)), "met")
        self.assertEqual(self.verdict(target, results(ws=100, snug_off=124)), "**not met**")
        self.assertEqual(self.verdict(target, results(snug_off=124)), "not measured")

    def test_a_difference(self):
        target = Target("D", "snug-kept", at_most=3, difference=True)
        for p99, verdict in ((5, "met"), (5.1, "**not met**")):
            made = Results({"D": {"nats": {"p99_ms": [2]}, "snug-kept": {"p99_ms": [p99]}}})
            self.assertEqual(self.verdict(target, made), verdict)


class Check(unittest.TestCase):
    recorded = results(nats=90, ws=100, mosquitto=80, snug_off=130, snug_kept=120)
    names = {"snug-off": "off", "snug-kept": "kept"}

    def good(self, **figures):
        peers = check.best_peers(self.recorded)
        return check.compare(self.recorded, results(**figures), peers, self.names)[1]

    def test_takes_the_two_best(self):
        self.assertEqual(check.best_peers(self.recorded), ["ws", "nats"])

    def test_a_slower_machine_is_no_fall(self):
        self.assertTrue(self.good(nats=45, ws=50, snug_off=65, snug_kept=60))

    def test_a_ratio_that_falls_too_far_is(self):
        self.assertTrue(self.good(nats=90, ws=100, snug_off=98, snug_kept=120))
        self.assertFalse(self.good(nats=90, ws=100, snug_off=97, snug_kept=120))

    def test_what_was_not_measured_is_not_good(self):
        self.assertFalse(self.good(nats=90, ws=100, snug_off=130))


class Page(unittest.TestCase):
    def test_a_table(self):
        self.assertEqual(table(["<a", "b"], [["x", "1"]]), "| a | b |\n| --- | --: |\n| x | 1 |")


if __name__ == "__main__":
    unittest.main()
