# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether Snug fell behind what was recorded: its ratios to the best peers then, and now."""

import math

from bench.page import table
from bench.scenarios import PEERS
from bench.targets import BY_KEY

SCENARIOS = ("A", "B", "C")
SYSTEMS = ("snug-off", "snug-kept")
PEERS_TAKEN = 2
MOST_FALL = 0.25  # of a ratio; the same program was seen to fall by 23 % when the machine had busy neighbours


def best_peers(recorded):
    """The peers that were best over these scenarios together."""

    def mean(peer):
        figures = [recorded.median(key, peer, BY_KEY[key].figures[0]) for key in SCENARIOS]
        return math.prod(figures) if all(figures) else 0

    return [peer for peer in sorted(PEERS, key=mean, reverse=True) if mean(peer)][:PEERS_TAKEN]


def compare(recorded, measured, peers, names):
    """A Markdown table, and whether no ratio fell too far; one that is not there did."""
    rows, good = [], True
    for key in SCENARIOS:
        scenario = BY_KEY[key]
        for system in SYSTEMS:
            ratios = []
            for results in (recorded, measured):
                best = results.best_peer(scenario, peers)
                ratios.append(results.ratio(scenario, system, best) if best else None)
            change = ratios[1] / ratios[0] - 1 if all(ratios) else None
            fell = change is None or change < -MOST_FALL
            good = good and not fell
            rows.append(
                [
                    f"{key}: {scenario.title}",
                    names[system],
                    *["–" if ratio is None else f"{ratio:.2f}" for ratio in ratios],
                    "–" if change is None else f"{change:+.0%}",
                    "**fell**" if fell else "good",
                ]
            )
    head = ["<scenario", "<of", "ratio recorded", "ratio now", "change", f"<verdict; −{MOST_FALL:.0%} is allowed"]
    return table(head, rows), good
