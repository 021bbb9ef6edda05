# SPDX-License-Identifier: GPL-3.0-or-later
"""The alert rules: promtool finds them right, they ask for what the server has, and each alert says what to do."""

import re
import unittest

import yaml

import names
from processes import PACKAGING, run, snugd_program

FOLDER = PACKAGING / "prometheus"


class Promtool(unittest.TestCase):
    def good(self, *arguments, text=None):
        code, output = run("promtool", *arguments, text=text)
        self.assertEqual(code, 0, output)

    def test_rules_are_valid(self):
        self.good("check", "rules", "--lint=all", "--lint-fatal", FOLDER / "snug.rules.yml")

    def test_the_sample_is_valid(self):
        self.good("check", "config", "--lint=all", "--lint-fatal", FOLDER / "prometheus.yml")

    def test_every_alert_fires_and_clears(self):
        self.good("test", "rules", FOLDER / "snug.rules_test.yml")

    def test_what_the_server_exports_is_as_prometheus_asks(self):
        for exposition in names.expositions():
            self.good("check", "metrics", text=exposition)


class Rules(unittest.TestCase):
    alerts = [rule for rule in names.rules() if "alert" in rule]

    def test_ask_for_what_the_server_has(self):
        known = names.known_series() | names.recorded_series()
        for rule in names.rules():
            self.assertLessEqual(names.series_in(rule["expr"]), known, rule)

    def test_are_tested_with_what_the_server_has(self):
        tests = yaml.safe_load((FOLDER / "snug.rules_test.yml").read_text())["tests"]
        for test in tests:
            for series in test["input_series"]:
                self.assertLessEqual(names.series_in(series["series"]), names.known_series(), test["name"])

    def test_recorded_series_are_named_level_metric_operations(self):
        for rule in names.rules():
            if "record" in rule:
                self.assertRegex(rule["record"], r"^instance(_[a-z]+)*:[a-z_]+:[a-z0-9_]+$")

    def test_alerts_say_how_bad_it_is_and_what_to_do(self):
        for alert in self.alerts:
            with self.subTest(alert["alert"]):
                self.assertRegex(alert["alert"], r"^Snug[A-Z]\w+$")
                self.assertIn(alert["labels"]["severity"], {"critical", "warning"})
                self.assertLess(len(alert["annotations"]["summary"]), 120)
                self.assertGreater(len(alert["annotations"]["description"]), 120)

    def test_alerts_name_settings_that_there_are(self):
        usage = run(snugd_program(), "--help")[1]
        for alert in self.alerts:
            for setting in re.findall(r"(?<![\w-])[a-z]+-[a-z-]+", alert["annotations"]["description"]):
                self.assertIn(f"\n  --{setting} <", usage, alert["alert"])

    def test_alerts_tell_labels_that_there_are(self):
        for alert in self.alerts:
            told = set(re.findall(r"\$labels\.(\w+)", str(alert["annotations"])))
            lag = "loop_lag" in alert["expr"]
            self.assertLessEqual(told, {"instance", "thread"} if lag else {"instance"}, alert["alert"])

    def test_each_alert_is_tested_and_in_the_readme_with_its_severity(self):
        tests = (FOLDER / "snug.rules_test.yml").read_text()
        readme = (FOLDER / "README.md").read_text()
        table = dict(re.findall(r"^\| (Snug\w+) \| (\w+) \|", readme, re.M))
        self.assertEqual(table, {alert["alert"]: alert["labels"]["severity"] for alert in self.alerts})
        for alert in self.alerts:
            self.assertRegex(tests, alert["alert"] + r'",\s*alertstate="firing"|alertname: ' + alert["alert"])


class SeriesIn(unittest.TestCase):
    def test_leaves_out_functions_labels_and_words(self):
        for expression, series in {
            'sum by (code) (rate(a_total{b="c",d=~"e{2}|f"}[5m])) > 0.5e3': {"a_total"},
            "a:b:c offset 5m and on (d) group_left (e) f or vector(0)": {"a:b:c", "f"},
            "time() - a unless bool_b": {"a", "bool_b"},
            'absent(up{job="snug"})': {"up"},
        }.items():
            self.assertEqual(names.series_in(expression), series)


if __name__ == "__main__":
    unittest.main()
