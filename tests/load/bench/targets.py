# SPDX-License-Identifier: GPL-3.0-or-later
"""What Snug should reach, and whether it does."""

import dataclasses

from bench.scenarios import BEST_PEER, SCENARIOS

BY_KEY = {scenario.key: scenario for scenario in SCENARIOS}


@dataclasses.dataclass(frozen=True)
class Target:
    """The ratio of a system's figure and another's; with `difference`, how far it is above; alone, itself."""

    scenario: str
    system: str
    other: str = BEST_PEER  # or a system's key, or nothing
    figure: str = ""  # the scenario's first unless named
    at_least: float = None
    at_most: float = None
    difference: bool = False

    def bound(self):
        sign, value = ("≥", self.at_least) if self.at_least is not None else ("≤", self.at_most)
        return f"{sign} {'best + ' if self.difference else ''}{value:g}{' ms' if self.difference else ''}"

    def is_met_by(self, value):
        return value >= self.at_least if self.at_least is not None else value <= self.at_most


TARGETS = (
    Target("A", "snug-off", at_least=1.25),
    Target("A", "snug-kept", at_least=1.2),
    Target("B", "snug-off", at_least=1.2),
    Target("B", "snug-kept", at_least=1.1),
    Target("C", "snug-off", at_least=1.1),
    Target("C", "snug-kept", at_least=0.7),
    Target("D", "snug-off", at_most=1.0),
    Target("D", "snug-kept", at_most=3, difference=True),
    Target("D", "snug-kept", other="", figure="cpu_percent", at_most=15),
    Target("E", "snug-kept", other="", at_most=12),
    Target("A", "snug-redis", other="naive", at_least=4),
    Target("B", "snug-redis", other="naive", at_least=4),
    Target("C", "snug-redis", other="naive", at_least=4),
    Target("T", "shared-2", other="", at_most=10),
)


@dataclasses.dataclass(frozen=True)
class Row:
    """A target beside what was measured; `value` is None when one of the two was not."""

    target: Target
    figure: str
    measured: float
    other: str  # a system's key; empty: there is none to compare with
    other_measured: float
    value: float

    def verdict(self):
        if self.value is None:
            return "not measured"
        return "met" if self.target.is_met_by(self.value) else "**not met**"


def row_of(target, results):
    scenario = BY_KEY[target.scenario]
    figure = target.figure or scenario.figures[0]
    other = results.best_peer(scenario) if target.other == BEST_PEER else target.other
    measured = results.median(scenario.key, target.system, figure)
    other_measured = results.median(scenario.key, other, figure) if other else None
    value = None
    if measured is not None and target.other == "":
        value = measured
    elif measured is not None and other_measured:
        value = measured - other_measured if target.difference else measured / other_measured
    return Row(target, figure, measured, other or "", other_measured, value)
