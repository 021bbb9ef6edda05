# SPDX-License-Identifier: GPL-3.0-or-later
"""Which metrics there are, from a real server's mouth; and which of them a PromQL expression asks for."""

import contextlib
import functools
import re

import yaml

from processes import PACKAGING, Redis, snugd_on_redis, snugd_with_tls

PROMETHEUS_OWN = {"up", "ALERTS"}
_WORDS = {"and", "or", "unless", "bool", "offset", "inf", "nan"}


@functools.cache
def expositions():
    """What /metrics says of a server on SQLite with a certificate, and of one on Redis."""
    with contextlib.ExitStack() as running:
        redis = running.enter_context(Redis())
        servers = [running.enter_context(snugd_with_tls()), running.enter_context(snugd_on_redis(redis))]
        return [server.get("/metrics")[1] for server in servers]


@functools.cache
def exported_families():
    """Family → type."""
    return {name: kind for text in expositions() for name, kind in re.findall(r"^# TYPE (\S+) (\S+)$", text, re.M)}


@functools.cache
def known_series():
    """Names of series: those that are exported, with a histogram's three, and Prometheus' own."""
    names = set(PROMETHEUS_OWN)
    for family, kind in exported_families().items():
        names |= {family + suffix for suffix in ("_bucket", "_sum", "_count")} if kind == "histogram" else {family}
    return names


def rules():
    """All rules of the rule file."""
    groups = yaml.safe_load((PACKAGING / "prometheus/snug.rules.yml").read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def recorded_series():
    return {rule["record"] for rule in rules() if "record" in rule}


def series_in(expression):
    """The names of the series that a PromQL expression asks for."""
    bare = re.sub(r'"[^"]*"', "", expression)
    bare = re.sub(r"\{[^{}]*\}|\[[^\[\]]*\]", "", bare)
    bare = re.sub(r"\b(by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)", "", bare)
    names = re.findall(r"(?<![\w:.])([a-zA-Z_:][\w:]*+)(?!\s*\()", bare)
    return {name for name in names if name not in _WORDS}
