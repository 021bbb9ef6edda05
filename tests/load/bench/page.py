# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of figures."""

from bench.scenarios import BEST_PEER, FIGURES, FIRST_ROW, shown
from bench.targets import BY_KEY, TARGETS, row_of

HOW_TO_READ = """\
A message is a text of 150 bytes. snug-load speaks to each system in that system's own words, over WebSocket, and
checks every message: to each member, once, and in order; a run in which one was not does not count and is named
below. Latency runs from when a message was due to when a member had it. "In flight": the next message of a room begins
when the last has reached everybody (and, with Snug, its sender was answered). Figures are medians over the rounds; a
round is every system once, one after another. Ratios are of "deliveries per CPU second", which a busy neighbour on the
machine disturbs least, unless the column says otherwise. "Best peer" is the best of those that do what their program or
library offers; "writes gathered" goes past that, with code of ours around the library, and is there to be compared with.

Each system has a core for itself and the tool has the other. What a system needs for its work stands on the system's
core and is counted with it: Redis for those that keep messages there (`appendonly yes`, `appendfsync everysec` for all
of them alike; a Redis of its own for each run). "Before delivery": nobody gets a message that the store does not have.
Snug has one I/O thread. Memory is the growth of PSS from no connection to all, at rest, by connections; connects/s has
whatever a system's greeting is in it. [peers/README.md](peers/README.md) tells what each peer does.

H, S and T are not pinned: more threads than cores, and the tool takes its part of them. So the gain of a second I/O
thread is a lower bound of what it is on a machine with cores to spare; S and T show that it works rather than how it
grows (Redis there: `appendfsync always`)."""


def table(head, rows):
    """Markdown; the first columns are words when the head says so with a leading "<"."""
    marks = ["---" if name.startswith("<") else "--:" for name in head]
    lines = [[name.lstrip("<") for name in head], marks, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def target_table(results, names):
    rows = []
    for target in TARGETS:
        row = row_of(target, results)
        other = "" if not row.other else f"{names[row.other]}: {shown(row.figure, row.other_measured)}"
        value = "–" if row.value is None else f"{row.value:.2f}"
        rows.append(
            [
                f"{target.scenario}: {FIGURES[row.figure][0]}",
                names[target.system],
                shown(row.figure, row.measured),
                other,
                value if target.other else "",
                target.bound(),
                row.verdict(),
            ]
        )
    return table(["<what", "<of", "measured", "<compared with", "ratio or difference", "target", "<verdict"], rows)


def scenario_table(scenario, results, systems):
    """A row for each system that has figures, with its ratio to what the scenario compares with."""
    present = results.systems(scenario.key)
    other = {BEST_PEER: results.best_peer(scenario), FIRST_ROW: present[0]}.get(scenario.compared_with)
    ratio_head = [f"× {systems[other].name}"] if other else []
    rows = []
    for key in present:
        ratio = results.ratio(scenario, key, other) if other else None
        rows.append(
            [
                systems[key].name,
                systems[key].where,
                *[shown(figure, results.median(scenario.key, key, figure)) for figure in scenario.figures],
                *([("–" if ratio is None else f"{ratio:.2f}")] if other else []),
            ]
        )
    head = ["<system", "<keeps messages in", *[FIGURES[figure][0] for figure in scenario.figures], *ratio_head]
    return f"## {scenario.key}: {scenario.title}\n\n{table(head, rows)}\n"


def write_page(campaign, systems, absent, machine):
    """`absent`: why a system was left out, by its name."""
    names = {key: system.name for key, system in systems.items()}
    results = campaign.results
    parts = [
        "# Load test",
        f"{machine['date']}, on {machine['machine']}.\n"
        f"Peers: {'; '.join(machine['versions']) or 'none'}.\n"
        f"Written by `./dev bench`, {campaign.rounds} rounds; minutes: "
        + ", ".join(f"{key} {minutes}" for key, minutes in campaign.minutes.items())
        + f"; together {sum(campaign.minutes.values()):.1f}.",
    ]
    if campaign.quick:
        parts.append("**A quick run, to see that all of it works: its figures mean nothing.**")
    parts += [f"Left out: {name} ({why})." for name, why in absent.items()]
    parts += [f"**Failed** (see what was printed; not counted): {run}." for run in campaign.failures]
    parts += ["## Targets", target_table(results, names), "## How to read it", HOW_TO_READ]
    parts += [scenario_table(BY_KEY[key], results, systems).rstrip() for key in BY_KEY if results.systems(key)]
    return "\n\n".join(parts) + "\n"
