#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Snug and its peers with the same work in the same run, and writes a page with the ratios.

Behind `./dev bench`. Exit code 1 when a message was lost, doubled or out of order, and with --check when Snug fell
behind what is recorded.
"""

import argparse
import json
import pathlib
import signal
import sys

sys.dont_write_bytecode = True  # nothing of it in the source tree

from bench import check  # noqa: E402
from bench.machine import describe  # noqa: E402
from bench.page import write_page  # noqa: E402
from bench.peers import PEERS  # noqa: E402
from bench.processes import raise_descriptor_limit  # noqa: E402
from bench.runs import Campaign, Tools  # noqa: E402
from bench.scenarios import SCENARIOS, Results  # noqa: E402
from bench.systems import SNUGS  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
RECORDED = HERE / "results.json"
SYSTEMS = {system.key: system for system in [*SNUGS, *PEERS]}
ALL_PEERS = [peer.key for peer in PEERS]


def names_from(words, known, what):
    """The names in "A,B"; all of them for "all" and none for "none"."""
    if words in ("all", "none"):
        return list(known) if words == "all" else []
    names = words.split(",")
    for name in names:
        if name not in known:
            raise argparse.ArgumentTypeError(f"no {what} is called {name}; there are {', '.join(known)}")
    return names


def read_options():
    letters = [scenario.key for scenario in SCENARIOS]
    parser = argparse.ArgumentParser(
        prog="./dev bench",
        description=__doc__,
        epilog="Scenarios: " + "; ".join(f"{scenario.key} = {scenario.title}" for scenario in SCENARIOS),
    )
    parser.add_argument(
        "--peers",
        type=lambda words: names_from(words, ALL_PEERS, "peer"),
        default=ALL_PEERS,
        metavar="all|none|NAME,…",
        help=f"peers to run: {', '.join(ALL_PEERS)}",
    )
    parser.add_argument(
        "--only",
        type=lambda words: names_from(words, letters, "scenario"),
        default=letters,
        metavar="A,B,…",
        help="scenarios to run",
    )
    parser.add_argument("--rounds", type=int, default=3, choices=range(1, 21), metavar="N", help="three unless told")
    parser.add_argument("--record", action="store_true", help="write RESULTS.md and results.json in tests/load")
    parser.add_argument("--check", action="store_true", help="compare the ratios of a short run with the recorded ones")
    parser.add_argument("--quick", action="store_true", help="small and short, to see that all of it works")
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="where snugd and snug-load are (set by ./dev)")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="where to write to (set by ./dev)")
    parser.add_argument("--node", type=pathlib.Path, help="where the npm packages are; OUT/node unless told")
    options = parser.parse_args()
    if options.record and (options.quick or options.check or options.only != letters or options.peers != ALL_PEERS):
        parser.error("only a whole run is recorded")
    return options


def campaign_of(options, peers, letters):
    """The campaign, and why a system was left out by its name."""
    tools = Tools(options.bin.resolve(), (options.node or options.out / "node").resolve())
    systems, absent = {}, {}
    for key, system in SYSTEMS.items():
        if system.is_peer and key not in peers:
            continue
        if not options.quick and hasattr(system, "prepare"):
            system.prepare(tools)
        why = system.missing(tools)
        if why:
            absent[system.name] = why
        else:
            systems[key] = system
    scenarios = [scenario for scenario in SCENARIOS if scenario.key in letters]
    if options.quick:
        scenarios = [scenario for scenario in scenarios if scenario.quick]
    rounds = 1 if options.quick else options.rounds
    return Campaign(scenarios, systems, tools, rounds, options.quick), absent


def measure(options):
    campaign, absent = campaign_of(options, options.peers, options.only)
    campaign.run()
    machine = describe([system for system in campaign.systems.values() if system.is_peer])
    folder = HERE if options.record else options.out
    page = write_page(campaign, SYSTEMS, absent, machine)
    (folder / "RESULTS.md").write_text(page)
    record = {**machine, "rounds": campaign.rounds, "results": campaign.results.rounds_of}
    (folder / "results.json").write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n")
    print(f"\n{page}\nWritten to {folder / 'RESULTS.md'} and results.json beside it.")
    return 1 if campaign.failures else 0


def check_against_record(options):
    if not RECORDED.exists():
        sys.exit(f"bench: there is no {RECORDED.name} to compare with: ./dev bench --record")
    recorded = Results(json.loads(RECORDED.read_text())["results"])
    peers = check.best_peers(recorded)
    campaign, absent = campaign_of(options, peers, check.SCENARIOS)
    left = [peer for peer in peers if peer in campaign.systems]
    campaign.systems = {key: campaign.systems[key] for key in (*check.SYSTEMS, *left)}
    for name, why in absent.items():
        print(f"bench: {name} is left out: {why}", file=sys.stderr)
    campaign.run()
    table, good = check.compare(recorded, campaign.results, left, {key: SYSTEMS[key].name for key in SYSTEMS})
    print(f"\n{table}")
    return 0 if good and not campaign.failures else 1


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # through what ends the servers
    options = read_options()
    options.out.mkdir(parents=True, exist_ok=True)
    raise_descriptor_limit()
    return check_against_record(options) if options.check else measure(options)


if __name__ == "__main__":
    sys.exit(main())
