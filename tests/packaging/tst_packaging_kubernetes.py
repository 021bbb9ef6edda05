# SPDX-License-Identifier: GPL-3.0-or-later
"""The samples for Kubernetes: complete, of one piece, and true of the real server. (No cluster is asked.)"""

import json
import re
import tempfile
import unittest

import yaml

import names
from kubernetes_objects import complaints
from processes import PACKAGING, Snugd, run, snugd_program

FOLDER = PACKAGING / "kubernetes"


def documents(file):
    return list(yaml.safe_load_all((FOLDER / file).read_text()))


DEPLOYMENT, CHAT, OPS = documents("snugd.yaml")
[NAMESPACE] = documents("namespace.yaml")
[DISRUPTION] = documents("disruption.yaml")
[NETWORK] = documents("network.yaml")
[HPA] = documents("hpa.yaml")
[KEDA_PROMETHEUS] = documents("keda-prometheus.yaml")
[KEDA_SCALE] = documents("keda-scale.yaml")
[ADAPTER] = documents("prometheus-adapter.yaml")
[PROMETHEUS] = documents("prometheus.yml")
POD = DEPLOYMENT["spec"]["template"]
[CONTAINER] = POD["spec"]["containers"]
PORTS = {port["name"]: port["containerPort"] for port in CONTAINER["ports"]}
JOB = PROMETHEUS["scrape_configs"][0]

# Kind → its version, and how Debian's client calls it. Of autoscaling/v2 it knows the draft, which is the same; of KEDA nothing.
KINDS = {
    "Namespace": ("v1", "V1Namespace"),
    "Deployment": ("apps/v1", "V1Deployment"),
    "Service": ("v1", "V1Service"),
    "PodDisruptionBudget": ("policy/v1", "V1PodDisruptionBudget"),
    "NetworkPolicy": ("networking.k8s.io/v1", "V1NetworkPolicy"),
    "HorizontalPodAutoscaler": ("autoscaling/v2", "V2beta2HorizontalPodAutoscaler"),
    "ScaledObject": ("keda.sh/v1alpha1", None),
}
OBJECTS = [NAMESPACE, DEPLOYMENT, CHAT, OPS, DISRUPTION, NETWORK, HPA, KEDA_PROMETHEUS, KEDA_SCALE]
# By KEDA's documentation of its scalers.
REQUIRED_OF_TRIGGER = {
    "prometheus": {"serverAddress", "query", "threshold"},
    "metrics-api": {"url", "valueLocation", "targetValue"},
}


class Samples(unittest.TestCase):
    def test_are_of_known_kinds_in_one_place(self):
        for document in OBJECTS:
            self.assertEqual(document["apiVersion"], KINDS[document["kind"]][0])
            self.assertTrue(document["metadata"]["name"])
            if document is not NAMESPACE:
                self.assertEqual(document["metadata"]["namespace"], NAMESPACE["metadata"]["name"])

    def test_have_the_fields_that_kubernetes_describes(self):
        for document in OBJECTS:
            if model := KINDS[document["kind"]][1]:
                self.assertEqual(complaints(document, model, document["kind"]), [])

    def test_a_wrong_field_would_be_found(self):
        for wrong in ({"spec": {"maxUnavailabel": 1}}, {"spec": {"selector": {"matchLabels": {"a": 1}}}}, {"spec": {"selector": []}}, {"spec": {"selector": "a"}},
                      {"metadata": {"generation": True}}):
            self.assertNotEqual(complaints(wrong, "V1PodDisruptionBudget", "wrong"), [], wrong)
        self.assertNotEqual(complaints({"ports": [{"name": "x"}]}, "V1ServiceSpec", "no port"), [])

    def test_selectors_find_the_pods(self):
        labels = POD["metadata"]["labels"].items()
        selectors = [DEPLOYMENT["spec"]["selector"]["matchLabels"], CHAT["spec"]["selector"], OPS["spec"]["selector"],
                     DISRUPTION["spec"]["selector"]["matchLabels"], NETWORK["spec"]["podSelector"]["matchLabels"]]
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

    def test_pods_may_do_nothing_that_a_chat_server_need_not(self):
        # What the namespace enforces (Pod Security Standards, "restricted"), and that nothing is written to the image.
        self.assertEqual(NAMESPACE["metadata"]["labels"]["pod-security.kubernetes.io/enforce"], "restricted")
        self.assertIs(POD["spec"]["automountServiceAccountToken"], False)
        account = POD["spec"]["securityContext"]
        self.assertIs(account["runAsNonRoot"], True)
        self.assertEqual(account["seccompProfile"], {"type": "RuntimeDefault"})
        self.assertEqual(CONTAINER["securityContext"], {
            "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}})
        for volume in POD["spec"]["volumes"]:
            self.assertTrue(volume.keys() & {"emptyDir", "secret"}, "nothing of the node's own")

    def test_the_account_is_that_of_the_image(self):
        image = (PACKAGING / "container/Dockerfile").read_text()
        account = POD["spec"]["securityContext"]
        self.assertIn(f'\nUSER {account["runAsUser"]}:{account["runAsGroup"]}\n', image)
        version = re.search(r'image\.version="(.+)"', image)[1]
        self.assertTrue(CONTAINER["image"].endswith(f"/snugd:{version}"))

    def test_resources_are_bounded(self):
        resources = CONTAINER["resources"]
        self.assertEqual(resources["requests"].keys(), {"cpu", "memory", "ephemeral-storage"})
        self.assertEqual(resources["limits"].keys(), {"memory", "ephemeral-storage"})

    def test_who_goes_has_time_for_it(self):
        [pause, seconds] = CONTAINER["lifecycle"]["preStop"]["exec"]["command"]
        self.assertEqual(pause, "sleep")
        self.assertGreaterEqual(POD["spec"]["terminationGracePeriodSeconds"], int(seconds) + 5)

    def test_the_network_lets_in_people_and_those_who_watch(self):
        chat, ops = NETWORK["spec"]["ingress"]
        self.assertEqual(chat, {"ports": [{"port": "chat"}]})
        self.assertEqual(ops["ports"], [{"port": "ops"}])
        [choice] = ops["from"][0]["namespaceSelector"]["matchExpressions"]
        address = KEDA_PROMETHEUS["spec"]["triggers"][0]["metadata"]["serverAddress"]
        self.assertIn(re.search(r"//[a-z]+\.([a-z]+)\.svc", address)[1], choice["values"])
        self.assertLessEqual({"chat", "ops"}, PORTS.keys())

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
            for probe, path in (("startupProbe", "/livez"), ("readinessProbe", "/readyz"), ("livenessProbe", "/livez")):
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
