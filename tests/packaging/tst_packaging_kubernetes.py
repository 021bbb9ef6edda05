# SPDX-License-Identifier: GPL-3.0-or-later
"""The samples for Kubernetes: complete, of one piece, and true of the real server. (No cluster is asked.)"""

import json
import tempfile
import unittest

import yaml

import names
from processes import PACKAGING, Snugd, run, snugd_program

FOLDER = PACKAGING / "kubernetes"


def documents(file):
    return list(yaml.safe_load_all((FOLDER / file).read_text()))


DEPLOYMENT, CHAT, OPS = documents("snugd.yaml")
[HPA] = documents("hpa.yaml")
[KEDA_PROMETHEUS] = documents("keda-prometheus.yaml")
[KEDA_SCALE] = documents("keda-scale.yaml")
[ADAPTER] = documents("prometheus-adapter.yaml")
[PROMETHEUS] = documents("prometheus.yml")
POD = DEPLOYMENT["spec"]["template"]
[CONTAINER] = POD["spec"]["containers"]
PORTS = {port["name"]: port["containerPort"] for port in CONTAINER["ports"]}
JOB = PROMETHEUS["scrape_configs"][0]

KINDS = {
    "Deployment": "apps/v1",
    "Service": "v1",
    "HorizontalPodAutoscaler": "autoscaling/v2",
    "ScaledObject": "keda.sh/v1alpha1",
}
# By KEDA's documentation of its scalers.
REQUIRED_OF_TRIGGER = {
    "prometheus": {"serverAddress", "query", "threshold"},
    "metrics-api": {"url", "valueLocation", "targetValue"},
}


class Samples(unittest.TestCase):
    def test_are_of_known_kinds_in_one_place(self):
        for document in (DEPLOYMENT, CHAT, OPS, HPA, KEDA_PROMETHEUS, KEDA_SCALE):
            self.assertEqual(document["apiVersion"], KINDS[document["kind"]])
            self.assertTrue(document["metadata"]["name"])
            self.assertEqual(document["metadata"]["namespace"], "snug")

    def test_selectors_find_the_pods(self):
        labels = POD["metadata"]["labels"].items()
        selectors = [DEPLOYMENT["spec"]["selector"]["matchLabels"], CHAT["spec"]["selector"], OPS["spec"]["selector"]]
        selectors += [spread["labelSelector"]["matchLabels"] for spread in POD["spec"]["topologySpreadConstraints"]]
        for selector in selectors:
            self.assertTrue(selector)
            self.assertLessEqual(selector.items(), labels)

    def test_services_lead_to_ports_of_the_container(self):
        for service, name in ((CHAT, "chat"), (OPS, "ops")):
            [port] = service["spec"]["ports"]
            self.assertEqual((port["targetPort"], port["port"]), (name, PORTS[name]))

    def test_mounts_have_volumes(self):
        self.assertEqual({mount["name"] for mount in CONTAINER["volumeMounts"]},
                         {volume["name"] for volume in POD["spec"]["volumes"]})

    def test_autoscalers_scale_the_deployment_within_bounds(self):
        self.assertNotIn("replicas", DEPLOYMENT["spec"])
        spec = HPA["spec"]
        self.assertEqual(spec["scaleTargetRef"], {
            "apiVersion": DEPLOYMENT["apiVersion"], "kind": DEPLOYMENT["kind"], "name": DEPLOYMENT["metadata"]["name"]})
        self.assertTrue(2 <= spec["minReplicas"] < spec["maxReplicas"])
        for scaled in (KEDA_PROMETHEUS, KEDA_SCALE):
            spec = scaled["spec"]
            self.assertEqual(spec["scaleTargetRef"], {"name": DEPLOYMENT["metadata"]["name"]})
            self.assertTrue(2 <= spec["minReplicaCount"] < spec["maxReplicaCount"])
            for trigger in spec["triggers"]:
                self.assertLessEqual(REQUIRED_OF_TRIGGER[trigger["type"]], trigger["metadata"].keys())
                # KEDA takes nothing but strings.
                self.assertEqual({type(value) for value in trigger["metadata"].values()}, {str})

    def test_all_three_go_down_equally_slowly(self):
        keda = [scaled["spec"]["advanced"]["horizontalPodAutoscalerConfig"]["behavior"]["scaleDown"]
                for scaled in (KEDA_PROMETHEUS, KEDA_SCALE)]
        self.assertEqual(keda, [HPA["spec"]["behavior"]["scaleDown"]] * 2)
        self.assertGreaterEqual(keda[0]["stabilizationWindowSeconds"], 300)

    def test_both_ways_through_prometheus_aim_at_the_same_share(self):
        [metric] = HPA["spec"]["metrics"]
        self.assertEqual(metric["type"], "Pods")
        self.assertEqual(metric["pods"]["target"], {"type": "AverageValue", "averageValue": "700m"})
        [trigger] = KEDA_PROMETHEUS["spec"]["triggers"]
        self.assertEqual(float(trigger["metadata"]["threshold"]), 0.7)

    def test_ask_for_what_the_server_has(self):
        [rule] = ADAPTER["rules"]["custom"]
        asked = HPA["spec"]["metrics"][0]["pods"]["metric"]["name"]
        self.assertEqual(names.series_in(rule["seriesQuery"]), {asked})
        query = KEDA_PROMETHEUS["spec"]["triggers"][0]["metadata"]["query"]
        self.assertEqual(names.series_in(query), {asked})
        self.assertIn(asked, names.known_series())

    def test_prometheus_gives_the_labels_that_the_others_ask_for(self):
        given = {relabel.get("target_label") for relabel in JOB["relabel_configs"]}
        [rule] = ADAPTER["rules"]["custom"]
        self.assertLessEqual(rule["resources"]["overrides"].keys(), given)
        query = KEDA_PROMETHEUS["spec"]["triggers"][0]["metadata"]["query"]
        self.assertIn(f'job="{JOB["job_name"]}"', query)
        self.assertEqual(JOB["relabel_configs"][0]["regex"],
                         ";".join([POD["metadata"]["labels"]["app.kubernetes.io/name"], "ops"]))

    def test_prometheus_configuration_is_valid(self):
        # Debian's promtool is built without Kubernetes' discovery: with another in its place the rest is checked.
        job = {**JOB, "static_configs": [{"targets": ["127.0.0.1:8090"]}]}
        self.assertEqual(job.pop("kubernetes_sd_configs"), [{"role": "pod", "namespaces": {"names": ["snug"]}}])
        rules = [str((FOLDER / file).resolve()) for file in PROMETHEUS["rule_files"]]
        with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
            yaml.safe_dump({**PROMETHEUS, "rule_files": rules, "scrape_configs": [job]}, file)
            file.flush()
            code, output = run("promtool", "check", "config", file.name)
        self.assertEqual(code, 0, output)


class RealServer(unittest.TestCase):
    def test_knows_the_options_and_needs_no_others_to_be_reached(self):
        self.assertEqual(CONTAINER["command"], ["snugd"])
        options = dict(zip(CONTAINER["args"][::2], CONTAINER["args"][1::2]))
        code, usage = run(snugd_program(), "--help")
        self.assertEqual(code, 0)
        for option in options:
            self.assertIn(f"\n  {option} <", usage)
        self.assertEqual((options["--listen"], options["--http-listen"]), ("0.0.0.0", "0.0.0.0"))
        self.assertEqual({"chat": int(options["--port"]), "ops": int(options["--http-port"])}, PORTS)
        mounts = [mount["mountPath"] for mount in CONTAINER["volumeMounts"]]
        self.assertIn(options["--data"], mounts)
        self.assertIn(options["--config"].rsplit("/", 1)[0], mounts)

    def test_answers_the_probes(self):
        with Snugd() as server:
            for probe, path in (("readinessProbe", "/readyz"), ("livenessProbe", "/livez")):
                asked = CONTAINER[probe]["httpGet"]
                self.assertEqual(asked, {"path": path, "port": "ops"})
                self.assertEqual(server.get(path)[0], 200)

    def test_answers_at_scale_with_a_number(self):
        asked = KEDA_SCALE["spec"]["triggers"][0]["metadata"]
        service = f'{OPS["metadata"]["name"]}.{OPS["metadata"]["namespace"]}.svc:{PORTS["ops"]}'
        self.assertEqual(asked["url"], f"http://{service}/scale")
        with Snugd() as server:
            status, body = server.get("/scale")
        self.assertEqual(status, 200)
        self.assertGreaterEqual(json.loads(body)[asked["valueLocation"]], 1)


if __name__ == "__main__":
    unittest.main()
