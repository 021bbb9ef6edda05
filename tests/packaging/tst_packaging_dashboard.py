# SPDX-License-Identifier: GPL-3.0-or-later
"""The Grafana dashboard: valid, readable, and about what the server has."""

import json
import re
import tempfile
import unittest

import yaml

import names
from processes import PACKAGING, run

DASHBOARD = json.loads((PACKAGING / "grafana/snug.json").read_text())
PANELS = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
WIDTH = 24  # columns of Grafana's grid

# With what Grafana puts in place of its variables.
FILLED_IN = {"$job": "snug", "$instance": ".+", "$__rate_interval": "1m"}


def expressions():
    """Panel title, expression as Prometheus gets it."""
    for panel in PANELS:
        for target in panel["targets"]:
            expression = target["expr"]
            for variable, value in FILLED_IN.items():
                expression = expression.replace(variable, value)
            yield panel["title"], expression


def cells(panel):
    at = panel["gridPos"]
    return {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}


class Dashboard(unittest.TestCase):
    def test_can_be_imported(self):
        self.assertIsNone(DASHBOARD["id"])
        self.assertTrue(DASHBOARD["uid"])
        self.assertTrue(36 <= DASHBOARD["schemaVersion"] <= 39, "Grafana 9 and 10")

    def test_source_and_servers_are_chosen_by_variables(self):
        variables = {variable["name"]: variable["type"] for variable in DASHBOARD["templating"]["list"]}
        self.assertEqual(variables, {"datasource": "datasource", "job": "query", "instance": "query"})
        sources = set(re.findall(r'"uid": "([^"]*)"', json.dumps(DASHBOARD)))
        self.assertEqual(sources, {DASHBOARD["uid"], "${datasource}", "-- Grafana --"})
        for panel in PANELS:
            for target in panel["targets"]:
                for selector in re.findall(r"\{([^}]*)\}", target["expr"]):
                    if "alertname" not in selector:
                        self.assertIn('job=~"$job",instance=~"$instance"', selector, panel["title"])

    def test_panels_have_ids_and_titles_of_their_own(self):
        ids = [panel["id"] for panel in DASHBOARD["panels"]]
        self.assertEqual(len(ids), len(set(ids)))
        titles = [panel["title"] for panel in PANELS]
        self.assertEqual(len(titles), len(set(titles)))

    def test_panels_do_not_overlap(self):
        taken = {}
        for panel in DASHBOARD["panels"]:
            self.assertLessEqual(panel["gridPos"]["x"] + panel["gridPos"]["w"], WIDTH, panel["title"])
            for cell in cells(panel):
                self.assertNotIn(cell, taken, f'{panel["title"]} over {taken.get(cell)}')
                taken[cell] = panel["title"]

    def test_panels_say_what_they_show_and_in_which_unit(self):
        for panel in PANELS:
            with self.subTest(panel["title"]):
                self.assertTrue(panel["description"])
                self.assertTrue(panel["targets"])
                defaults = panel["fieldConfig"]["defaults"]
                self.assertTrue(defaults["unit"])
                bounds = [step["value"] for step in defaults["thresholds"]["steps"]]
                self.assertIsNone(bounds[0])
                self.assertEqual(bounds[1:], sorted(bounds[1:]))

    def test_no_panel_shows_a_raw_counter(self):
        for title, expression in expressions():
            rest = re.sub(r"\b(rate|increase)\([a-z_]+(\{[^}]*\})?\[\w+\]\)", "", expression)
            raw = {name for name in names.series_in(rest) if re.search("_(total|bucket|sum|count)$", name)}
            self.assertEqual(raw, set(), title)

    def test_asks_for_what_the_server_has(self):
        known = names.known_series() | names.recorded_series()
        annotations = [note["expr"] for note in DASHBOARD["annotations"]["list"] if "expr" in note]
        for expression in [expression for _, expression in expressions()] + annotations:
            self.assertLessEqual(names.series_in(expression), known, expression)

    def test_every_expression_is_promql(self):
        rules = [{"record": f"panel:expression:{number}", "expr": expression}
                 for number, (_, expression) in enumerate(expressions())]
        with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
            yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}, file)
            file.flush()
            code, output = run("promtool", "check", "rules", file.name)
        self.assertEqual(code, 0, output)

    def test_lines_stand_where_alerts_begin(self):
        bounds = {rule["alert"]: float(match[1]) for rule in names.rules() if "alert" in rule
                  if (match := re.search(r"[<>] ([\d.]+)$", rule["expr"]))}
        drawn = 0
        for panel in PANELS:
            for alert in re.findall(r"line is where (Snug\w+) begins", panel["description"]):
                steps = panel["fieldConfig"]["defaults"]["thresholds"]["steps"]
                self.assertIn(bounds[alert], [step["value"] for step in steps], panel["title"])
                self.assertEqual(panel["fieldConfig"]["defaults"]["custom"]["thresholdsStyle"]["mode"], "line")
                drawn += 1
        self.assertGreater(drawn, 3)


if __name__ == "__main__":
    unittest.main()
