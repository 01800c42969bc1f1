"""The Dockerfile, the compose files of both sizes and systemd's units as data: what they start and set is there."""

import os
import re
import shutil
import subprocess
from pathlib import PurePosixPath
from typing import Any

import pytest
from django.conf import settings
from django.core.management import get_commands

from operations.readiness import PARTS
from search.engines import engine_at
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.postgresql import PostgresqlEngine
from tests.journeys.deployment import (
    ROOT,
    SIZES,
    build_commands,
    compose,
    filled,
    image_environment,
    instructions,
    is_copied,
)
from tests.operations.test_settings import variables_read

OURS = ("site", "worker", "scheduler", "prepare")
PYTHON = "/opt/traffpunkt/current/.venv/bin/python"
NODES = ("search1", "search2", "search3")
KEYS = {
    *("build", "image", "restart", "environment", "volumes", "command", "ports", "depends_on", "healthcheck", "user"),
    *("cap_drop", "security_opt", "read_only", "tmpfs", "pids_limit", "mem_limit", "cpus", "shm_size"),
    "stop_grace_period",
}
SHARED_BY_CLUSTER = ("image", "restart", "healthcheck", "mem_limit", "cpus")
# What a site in compose leaves as it is: the demo and debugging are never on, and the rest has a default that fits.
LEFT_OUT = {"DEMO", "DEBUG", "MFA_REQUIRED", "CACHE_DIR", "SEARCH_API_KEY"}
OF_CLUSTER = {"SEARCH_FAILOVER_URL", "SEARCH_SHARDS", "SEARCH_REPLICAS"}
REQUIRED = {
    *("SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_HOST", "DEFAULT_FROM_EMAIL"),
    *("POSTGRES_PASSWORD", "ELASTIC_PASSWORD"),
}


@pytest.fixture(scope="module", params=["small", "large"])
def size(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def services(size: str) -> dict[str, Any]:
    return compose(size)["services"]


@pytest.fixture(scope="module")
def nodes(size: str) -> set[str]:
    return set(NODES) if size == "large" else set()


def test_every_service_is_one_that_compose_can_start(services, nodes):
    assert set(services) == {*OURS, *nodes, "postgresql", "proxy"}
    assert {name: set(service) - KEYS for name, service in services.items()} == {name: set() for name in services}
    assert all(("image" in service) != ("build" in service) for service in services.values())
    awaited = {name for service in services.values() for name in service.get("depends_on", {})}
    assert awaited == {"prepare", "postgresql", "site"} | {"search1"} & nodes


def test_who_is_waited_for_healthy_has_a_health_check(services, nodes):
    checked = {name for name, service in services.items() if "healthcheck" in service}
    awaited = {
        name
        for service in services.values()
        for name, wish in service.get("depends_on", {}).items()
        if wish["condition"] == "service_healthy"
    }

    assert checked == {*OURS, *nodes, "postgresql", "proxy"} - {"prepare"}
    assert awaited <= checked


def test_every_volume_is_declared_and_holds_data_alone(services, size):
    mounts = [volume.split(":")[:2] for service in services.values() for volume in service.get("volumes", [])]
    image = image_environment()
    folders = {place for name in OURS for _volume, place in [each.split(":") for each in services[name]["volumes"]]}

    assert {name for name, _place in mounts if not name.startswith("./")} == set(compose(size)["volumes"])
    assert folders == {image["VAR_DIR"]}
    assert not PurePosixPath(image["STATIC_ROOT"]).is_relative_to(image["VAR_DIR"])
    assert [text for name, text in instructions() if name == "VOLUME"] == [image["VAR_DIR"]]


@pytest.mark.parametrize("name", OURS)
def test_image_and_compose_set_every_setting_that_a_site_needs_and_no_other(services, nodes, name):
    image = set(image_environment())

    assert image == {"DJANGO_SETTINGS_MODULE", "VAR_DIR", "STATIC_ROOT"}
    left_out = LEFT_OUT if nodes else LEFT_OUT | OF_CLUSTER
    assert set(services[name]["environment"]) == variables_read() - image - left_out


def test_nothing_starts_without_what_only_the_operator_knows(size, nodes):
    required = REQUIRED if nodes else REQUIRED - {"ELASTIC_PASSWORD"}
    texts = [(ROOT / name).read_text() for name in SIZES[size]]
    heads = "".join(text[: text.index("\nx-")] for text in texts)

    assert set(re.findall(r"\$\{(\w+):\?\}", "".join(texts))) == required
    assert [name for name in required if name not in heads] == []


@pytest.mark.parametrize("name", OURS)
def test_every_command_is_there(services, name):
    commands = re.findall(r"manage\.py (\w+)", services[name]["command"])

    assert set(commands) <= set(get_commands())
    assert [command for command in commands if command in ("run_worker", "run_scheduler")] == {
        "worker": ["run_worker"],
        "scheduler": ["run_scheduler"],
    }.get(name, [])


def test_the_addresses_name_services_and_engines(services, nodes):
    written = services["site"]["environment"].items()
    environment = {name: filled(value, dict.fromkeys(REQUIRED, "word")) for name, value in written}
    engine = engine_at(environment["SEARCH_URL"])

    assert isinstance(engine, ElasticsearchEngine if nodes else PostgresqlEngine)
    hosts = re.findall(r"[@,]([a-z0-9]+):\d+", " ".join(environment.values()))
    assert set(hosts) == {"postgresql", *nodes}


def test_the_nodes_differ_only_in_name_and_data():
    nodes = [compose("large")["services"][name] for name in NODES]

    assert [node["environment"]["node.name"] for node in nodes] == list(NODES)
    assert all(node[key] == nodes[0][key] for node in nodes for key in SHARED_BY_CLUSTER)


def test_the_image_holds_what_runs_in_production_and_no_more():
    copied = [text.split()[0] for name, text in instructions() if name == "COPY"]
    installed = [text for name, text in instructions() if name == "RUN" and "pip install" in text]

    assert dict(instructions())["FROM"].startswith("python:3.11")
    assert all((ROOT / each).exists() for each in copied)
    assert [f"-r {copied[0]}" in each for each in installed] == [True]
    assert {
        folder.name for folder in ROOT.iterdir() if (folder / "__init__.py").exists() and not is_copied(folder.name)
    } == {
        "demo",
        "tests",
    }
    assert [is_copied(name) for name in (".env", ".venv/bin/python", "var/secret-key", "cms/__pycache__/x.pyc")] == [
        False
    ] * 4
    assert [is_copied(name) for name in ("manage.py", "cms/wsgi.py", "templates/base.html")] == [True] * 3


def test_static_files_are_collected_while_the_image_is_built():
    assert [command.partition("manage.py ")[2].split()[0] for command in build_commands()] == ["collectstatic"]


def test_every_service_is_confined(services, nodes):
    confined = {"cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"]}

    assert {name: {key: service.get(key) for key in confined} for name, service in services.items()} == dict.fromkeys(
        services, confined
    )
    assert [name for name, each in services.items() if not {"pids_limit", "mem_limit", "cpus"} <= set(each)] == []
    assert {name for name, service in services.items() if not service.get("read_only")} == nodes
    assert {name for name, service in services.items() if "stop_grace_period" not in service} == {"prepare"}
    assert {
        name for name in services if name in OURS and not services[name]["tmpfs"][0].startswith("/tmp:size=")
    } == set()


def test_health_checks_of_the_site_are_its_own_module(services):
    checks = [services[name]["healthcheck"]["test"][:4] for name in ("site", "worker", "scheduler")]
    heartbeat = services["scheduler"]["healthcheck"]["test"][4]

    assert checks == [["CMD", "python", "-m", "operations.healthcheck"]] * 3
    assert heartbeat == f"{image_environment()['VAR_DIR']}/{settings.SCHEDULER_HEARTBEAT.name}"
    assert services["worker"]["healthcheck"]["test"][5] in PARTS


def test_a_release_pins_every_image_by_its_digest(tmp_path):
    for name in ("Makefile", "Dockerfile", *SIZES["large"]):
        shutil.copy(ROOT / name, tmp_path)
    docker = tmp_path / "docker"
    pinned = []
    for digit in "ab":  # the second time the digests are replaced
        docker.write_text(f"#!/bin/sh\necho sha256:{digit * 64}\n")
        docker.chmod(0o755)
        path = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
        subprocess.run(["make", "-s", "pin-images"], cwd=tmp_path, env=path, check=True)
        text = "".join((tmp_path / name).read_text() for name in ("Dockerfile", *SIZES["large"]))
        pinned.append(re.findall(rf"^(?:FROM|  +image:) \S+@sha256:{digit}{{64}}$", text, re.MULTILINE))

    images = re.findall(r"^(?:FROM|  +image:) ", text, re.MULTILINE)
    assert [len(found) for found in pinned] == [len(images)] * 2
    assert len(images) == 4


def test_the_proxy_alone_is_reached_from_outside_and_leads_to_the_site(services):
    (upstream,) = re.findall(r"server (\w+):(\d+);", (ROOT / "proxy" / "nginx.conf").read_text())

    assert {name: service["ports"] for name, service in services.items() if "ports" in service} == {
        "proxy": ["127.0.0.1:8000:8080"]
    }
    assert upstream == ("site", re.findall(r":(\d+)", services["site"]["command"])[0])


def test_image_and_service_serve_alike(services):
    (served,) = [text for name, text in instructions() if name == "CMD"]

    assert " ".join(re.findall(r'"([^"]+)"', served)) == services["site"]["command"]


def test_units_start_what_the_containers_start():
    services = compose("small")["services"]
    commands = {
        file.stem.removeprefix("traffpunkt-"): re.findall("^ExecStart=(.*)$", file.read_text(), re.M)
        for file in (ROOT / "systemd").glob("*.service")
    }
    here = {"0.0.0.0": "127.0.0.1", " --workers 4": "", "python manage.py": f"{PYTHON} manage.py"}
    expected = {}
    for unit, service in (("web", "site"), ("worker", "worker"), ("scheduler", "scheduler")):
        command = services[service]["command"].replace("gunicorn", f"{PYTHON} -m gunicorn", 1)
        for theirs, ours in here.items():
            command = command.replace(theirs, ours)
        expected[unit] = [command]

    assert {name: commands[name] for name in expected} == expected


def test_both_proxies_treat_the_site_alike():
    def directives(name: str) -> list[str]:
        text = (ROOT / "proxy" / name).read_text().rpartition("location / {")[2]
        return sorted(" ".join(line.split()) for line in text.splitlines() if "proxy_" in line)

    in_container, on_machine = directives("nginx.conf"), directives("traffpunkt.conf")
    own = {"proxy_pass", "proxy_set_header X-Forwarded-Proto"}
    assert [line for line in in_container if not line.startswith(tuple(own))] == [
        line for line in on_machine if not line.startswith(tuple(own))
    ]
