# SPDX-License-Identifier: GPL-3.0-or-later
"""Where and with what it was measured."""

import datetime
import os
import pathlib
import platform
import re

from bench.runs import DATA
from bench.systems import first_line, redis_version


def describe(peers):
    """For the page and results.json; `peers` are the systems that ran."""
    cpu = re.search(r"(?m)^model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    file_system = first_line("stat", "-f", "-c", "%T", DATA)
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).date().isoformat(),
        "machine": f"{os.cpu_count()} × {cpu[1] if cpu else platform.machine()}, {gib:.0f} GiB, "
        f"Linux {platform.release()}, data on {file_system}",
        "versions": [*dict.fromkeys(peer.version() for peer in peers), redis_version()],
    }
