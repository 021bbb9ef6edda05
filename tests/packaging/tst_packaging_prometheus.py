# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Prometheus, with our configuration, rules and dashboard, watches two real servers."""

import contextlib
import unittest

import yaml

import names
import tst_packaging_dashboard as dashboard
from processes import PACKAGING, Prometheus, Redis, snugd_on_redis, snugd_with_tls, wait_for

FOLDER = PACKAGING / "prometheus"


def quicker(servers):
    """The sample's configuration for these servers, and quicker, so that nobody waits for minutes."""
    def write(folder):
        configuration = yaml.safe_load((FOLDER / "prometheus.yml").read_text())
        rules = yaml.safe_load((FOLDER / "snug.rules.yml").read_text())
        configuration["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
        [job] = configuration["scrape_configs"]
        job["static_configs"] = [{"targets": [server.target for server in servers]}]
        for group in rules["groups"]:
            for rule in group["rules"]:
                # Of the others nothing is to fire here, so they keep their time.
                if rule.get("alert") == "SnugServerDown":
                    rule["for"] = "1s"
        (folder / "snug.rules.yml").write_text(yaml.safe_dump(rules))
        (folder / "prometheus.yml").write_text(yaml.safe_dump(configuration))
        return folder / "prometheus.yml"
    return write


class RealPrometheus(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with contextlib.ExitStack() as running:
            redis = running.enter_context(Redis())
            cls.servers = [running.enter_context(snugd_with_tls()), running.enter_context(snugd_on_redis(redis))]
            cls.prometheus = running.enter_context(Prometheus(quicker(cls.servers)))
            cls.addClassCleanup(running.pop_all().close)

    def setUp(self):
        wait_for(self.all_up, "all servers up")

    def targets(self):
        return {target["labels"]["instance"]: target["health"]
                for target in self.prometheus.ask("targets", state="active")["activeTargets"]}

    def all_up(self):
        return self.targets() == {server.target: "up" for server in self.servers}

    def down_alerts(self, server, *states):
        return [alert for alert in self.prometheus.ask("alerts")["alerts"]
                if alert["labels"]["alertname"] == "SnugServerDown" and alert["state"] in states
                and alert["labels"]["instance"] == server.target]

    def test_takes_all_rules(self):
        def rules():
            return [rule for group in self.prometheus.ask("rules")["groups"] for rule in group["rules"]]

        wait_for(lambda: {rule["health"] for rule in rules()} == {"ok"}, "all rules evaluated without an error")
        self.assertCountEqual([rule["name"] for rule in rules()],
                              [rule.get("alert") or rule["record"] for rule in names.rules()])

    def test_says_that_a_server_is_down_and_that_it_is_back(self):
        [server, neighbour] = self.servers
        wait_for(lambda: not self.down_alerts(server, "pending", "firing"), "no alert at first")
        server.stop()
        [alert] = wait_for(lambda: self.down_alerts(server, "firing"), "the alert fires")
        self.assertEqual(alert["labels"]["severity"], "critical")
        self.assertIn(server.target, alert["annotations"]["summary"])
        self.assertTrue(self.prometheus.query(
            f'ALERTS{{alertname="SnugServerDown",alertstate="pending",instance="{server.target}"}}[5m]'))
        wait_for(lambda: self.targets() == {server.target: "down", neighbour.target: "up"}, "the neighbour is up")

        server.start()
        wait_for(lambda: not self.down_alerts(server, "pending", "firing"), "the alert clears")
        wait_for(self.all_up, "both up again")

    def test_has_an_answer_for_every_panel(self):
        def unanswered():
            return [(title, expression) for title, expression in dashboard.expressions()
                    # Where nothing happened there is nothing to see.
                    if not expression.endswith("> 0") and not self.prometheus.query(expression)]

        with contextlib.suppress(AssertionError):
            wait_for(lambda: not unanswered(), "an answer for every panel")
        self.assertEqual(unanswered(), [])


if __name__ == "__main__":
    unittest.main()
