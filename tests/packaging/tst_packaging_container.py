# SPDX-License-Identifier: GPL-3.0-or-later
"""The image and the sample of compose: of one piece, careful, and true of the real programs. (tests/packaging/roots builds
and runs the image; the other images are not to be had here.)"""

import os
import pathlib
import platform
import re
import shutil
import stat
import tempfile
import unittest

import yaml

from processes import PACKAGING, SOURCE, Snugd, run, snugd_program

FOLDER = PACKAGING / "container"
DOCKERFILE = (FOLDER / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((FOLDER / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
GIT_IGNORED = FOLDER / "secrets"


def instructions(text):
    """(keyword, rest) of each instruction, comments left out and lines that go on put together."""
    lines = re.sub(r"^#.*\n", "", text, flags=re.M).replace("\\\n", " ").splitlines()
    return [tuple(line.split(maxsplit=1)) for line in lines if line.strip()]


INSTRUCTIONS = instructions(DOCKERFILE)
BUILD, FINAL = [INSTRUCTIONS[begin:end] for begin, end in zip(
    [at for at, (keyword, _) in enumerate(INSTRUCTIONS) if keyword == "FROM"],
    [at for at, (keyword, _) in enumerate(INSTRUCTIONS) if keyword == "FROM"][1:] + [None])]
[DEBIAN] = [rest.split("=", 1)[1] for keyword, rest in INSTRUCTIONS if keyword == "ARG" and "=" in rest]


def said(keyword, stage=FINAL):
    return [rest for word, rest in stage if word == keyword]


def mounts(service):
    """Path in the container → path here, of the files that a service gets from this repository."""
    return {there: FOLDER / here for here, there, *_ in (volume.split(":") for volume in service.get("volumes", []))
            if here.startswith(".")}


class Dockerfile(unittest.TestCase):
    def test_both_stages_are_of_one_debian_of_a_day(self):
        self.assertEqual(said("FROM", BUILD) + said("FROM"), ["${DEBIAN} AS build", "${DEBIAN}"])
        self.assertRegex(DEBIAN, r"^debian:[a-z]+-\d{8}-slim$")

    def test_what_it_takes_to_build_stands_in_dev_alone(self):
        self.assertNotIn("apt-get", str(BUILD))
        self.assertEqual(said("RUN", BUILD)[0], "./dev setup")
        self.assertIn("\n  setup ", run(SOURCE / "dev", "help")[1])

    def test_copies_what_there_is(self):
        for words in (rest.split() for rest in said("COPY", BUILD) + said("COPY")):
            for source in (word for word in words[:-1] if not word.startswith("--") and "--from=build" not in words):
                self.assertTrue((SOURCE / source).exists(), source)
        for ignored in (".git", "build", "packaging/container/secrets"):
            self.assertIn(ignored, (SOURCE / ".dockerignore").read_text().splitlines())

    def test_runs_without_rights(self):
        self.assertEqual(said("USER"), ["10001:10001"])
        self.assertIn("useradd --uid 10001 ", said("RUN")[0])
        self.assertEqual(said("VOLUME"), ['["/data"]'])
        self.assertEqual(said("STOPSIGNAL"), ["SIGTERM"])

    def test_is_of_this_version(self):
        version = re.search(r"^project\(snug VERSION (\S+)", (SOURCE / "CMakeLists.txt").read_text(), re.M)[1]
        self.assertIn(f'org.opencontainers.image.version="{version}"', said("LABEL")[0])
        self.assertEqual(SERVICES["snugd"]["image"], f"snugd:{version}")

    def test_the_entry_point_is_the_server_with_options_that_it_has(self):
        program, *words = yaml.safe_load(said("ENTRYPOINT")[0])
        self.assertIn(f"/bin/snugd {program}", said("COPY")[0])
        code, usage = run(snugd_program(), "--help")
        self.assertEqual(code, 0)
        options = dict(zip(words[::2], words[1::2]))
        for option in options:
            self.assertIn(f"\n  {option} <", usage)
        self.assertEqual(options, {"--data": "/data", "--listen": "0.0.0.0", "--http-listen": "0.0.0.0"})

    def test_exposes_the_usual_ports(self):
        _, configuration = run(snugd_program(), "--print-config")
        usual = [re.search(rf"^#?\s*{key} = (\d+)", configuration, re.M)[1] for key in ("port", "http-port")]
        self.assertEqual(said("EXPOSE"), [" ".join(usual)])

    @unittest.skipUnless(platform.freedesktop_os_release().get("VERSION_CODENAME", "none") in DEBIAN,
                         "elsewhere packages have other names")
    def test_has_the_packages_of_the_libraries_that_are_linked(self):
        installed = set(re.search(r"--no-install-recommends(.*?)&&", said("RUN")[0])[1].split())
        libraries = [match[1] for match in re.finditer(r"=> (\S+)", run("ldd", snugd_program())[1])]
        needed = re.findall(r"NEEDED\s+(\S+)", run("objdump", "-p", snugd_program())[1])
        direct = {os.path.realpath(path) for path in libraries if os.path.basename(path) in needed}
        # Those in /lib, which dpkg does not know by their path in /usr, are of libc6 and libgcc-s1.
        owners = set(re.findall(r"^([^:\n]+?)(?::\w+)?: /", run("dpkg", "-S", *direct)[1], re.M)) - {"dpkg-query"}
        # Every Debian has libc6 and libgcc-s1; a sanitizer's own library is a build's, not the image's.
        owners = {owner for owner in owners if not re.match(r"libc6$|libgcc-s1$|lib(a|t|ub|l)san\d", owner)}
        loaded = {"libqt6sql6-sqlite"}  # by Qt, when there is a file to open
        allocator = {"libjemalloc2"}    # not where a sanitizer brings one
        self.assertEqual(installed - allocator, (owners - allocator) | loaded)


class Alive(unittest.TestCase):
    def test_says_whether_the_server_is(self):
        [check] = said("HEALTHCHECK")
        self.assertIn('CMD ["/usr/lib/snug/alive"]', check)
        self.assertEqual(said("COPY")[1], "packaging/container/alive /usr/lib/snug/alive")
        with Snugd() as server:
            self.assertEqual(run(FOLDER / "alive", str(server.http_port))[0], 0)
            port = server.http_port
        self.assertNotEqual(run(FOLDER / "alive", str(port))[0], 0)


class Secrets(unittest.TestCase):
    def test_are_made_once_and_fit(self):
        with tempfile.TemporaryDirectory() as folder:
            made = pathlib.Path(folder) / "secrets"
            self.assertEqual(run(FOLDER / "make-secrets", made)[0], 0)
            self.assertEqual({file.name for file in made.iterdir()}, COMPOSE["secrets"].keys())
            self.assertEqual(stat.S_IMODE(made.stat().st_mode), 0o700)
            before = {file.name: file.read_text() for file in made.iterdir()}
            password = re.search(r"^requirepass (\w{48})$", before["redis.conf"], re.M)[1]
            self.assertEqual(before["snugd.conf"], f"store = redis://:{password}@redis:6379\n")
            self.assertNotEqual(before["grafana-password"], password)
            self.assertEqual(run(FOLDER / "make-secrets", made)[0], 0)
            self.assertEqual({file.name: file.read_text() for file in made.iterdir()}, before)

    def test_stay_out_of_git(self):
        self.assertIn(f"/{GIT_IGNORED.relative_to(SOURCE)}/", (SOURCE / ".gitignore").read_text().splitlines())
        for name, secret in COMPOSE["secrets"].items():
            self.assertEqual(secret, {"file": f"{GIT_IGNORED.name}/{name}"})


class Compose(unittest.TestCase):
    def test_compose_reads_it(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(FOLDER / "compose.yaml", folder)
            code, output = run("docker-compose", "--file", f"{folder}/compose.yaml", "config", "--quiet")
        self.assertEqual((code, output), (0, ""))

    def test_images_are_of_a_version(self):
        for name, service in SERVICES.items():
            self.assertRegex(service["image"], r":v?\d+\.\d+\.\d+(-\w+)?$", name)

    def test_every_service_is_held_back_bounded_and_watched(self):
        for name, service in SERVICES.items():
            with self.subTest(name):
                self.assertIs(service["read_only"], True)
                self.assertEqual(service["cap_drop"], ["ALL"])
                self.assertEqual(service["security_opt"], ["no-new-privileges:true"])
                self.assertTrue(service["pids_limit"] and service["deploy"]["resources"]["limits"].keys() >= {"cpus", "memory"})
                self.assertTrue(service["healthcheck"]["test"])
                self.assertTrue(service["logging"]["options"]["max-size"])
                self.assertNotIn("privileged", service)

    def test_mounts_and_networks_are_there(self):
        for name, service in SERVICES.items():
            for path in mounts(service).values():
                self.assertTrue(path.is_file(), path)
            named = {volume.split(":")[0] for volume in service.get("volumes", [])} - {
                volume.split(":")[0] for volume in service.get("volumes", []) if volume.startswith(".")}
            self.assertLessEqual(named, COMPOSE["volumes"].keys(), name)
            self.assertLessEqual(set(service["networks"]), COMPOSE["networks"].keys(), name)
            self.assertLessEqual(set(service.get("secrets", [])), COMPOSE["secrets"].keys(), name)

    def test_nobody_reaches_more_than_is_wanted(self):
        published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
        self.assertEqual(published, {"proxy": ["4777:4777"], "grafana": ["127.0.0.1:3000:3000"]})
        outside = {name for name, network in COMPOSE["networks"].items() if not (network or {}).get("internal")}
        self.assertEqual({name for name, service in SERVICES.items() if outside & set(service["networks"])}, published.keys())
        self.assertEqual({name for name, service in SERVICES.items() if "state" in service["networks"]}, {"snugd", "redis"})

    def test_grafana_has_no_open_door(self):
        settings = SERVICES["grafana"]["environment"]
        self.assertEqual(settings["GF_SECURITY_ADMIN_PASSWORD__FILE"], "/run/secrets/grafana-password")
        self.assertEqual(settings["GF_AUTH_ANONYMOUS_ENABLED"], "false")
        self.assertEqual(settings["GF_USERS_ALLOW_SIGN_UP"], "false")

    def test_snugd_has_the_options_and_a_place_for_its_data(self):
        service = SERVICES["snugd"]
        _, usage = run(snugd_program(), "--help")
        options = dict(zip(service["command"][::2], service["command"][1::2]))
        for option in options:
            self.assertIn(f"\n  {option} <", usage)
        self.assertEqual(options["--config"], "/run/secrets/" + service["secrets"][0])
        [user] = said("USER")
        [data] = service["tmpfs"]
        self.assertEqual(data, "/data:mode=0700,uid={},gid={}".format(*user.split(":")))
        self.assertTrue((FOLDER / service["build"]["context"] / service["build"]["dockerfile"]).is_file())
        self.assertGreaterEqual(service["deploy"]["replicas"], 2)


class Parts(unittest.TestCase):
    """The configurations as the containers see them, each by its own program where Debian has it."""

    def test_haproxy(self):
        [path] = mounts(SERVICES["proxy"]).values()
        code, output = run("haproxy", "-c", "-f", path)
        self.assertEqual(code, 0, output)
        self.assertRegex(path.read_text(), r"server-template snugd 8 snugd:4777 port 8090\n")

    def test_prometheus(self):
        inside = mounts(SERVICES["prometheus"])
        with tempfile.TemporaryDirectory() as folder:
            for there, here in inside.items():
                shutil.copy(here, pathlib.Path(folder) / pathlib.Path(there).name)
            code, output = run("promtool", "check", "config", "--lint=all", f"{folder}/prometheus.yml")
        self.assertEqual(code, 0, output)
        [job] = yaml.safe_load(inside["/etc/prometheus/prometheus.yml"].read_text())["scrape_configs"]
        self.assertEqual(job["job_name"], "snug")
        [discovery] = job["dns_sd_configs"]
        self.assertEqual((discovery["names"], discovery["port"]), (["snugd"], 8090))

    def test_grafana(self):
        inside = mounts(SERVICES["grafana"])
        provisioning = "/etc/grafana/provisioning"
        [source] = yaml.safe_load(inside[f"{provisioning}/datasources/snug.yaml"].read_text())["datasources"]
        self.assertEqual((source["type"], source["url"]), ("prometheus", "http://prometheus:9090"))
        [provider] = yaml.safe_load(inside[f"{provisioning}/dashboards/snug.yaml"].read_text())["providers"]
        self.assertIn(provider["options"]["path"] + "/snug.json", inside)

    def test_redis(self):
        [path] = mounts(SERVICES["redis"])
        self.assertIn(f"include {path}\\n", (FOLDER / "make-secrets").read_text())


if __name__ == "__main__":
    unittest.main()
