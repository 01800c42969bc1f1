"""The production-like set-up: what it starts exists, and what it sets is read."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from search.engines import engine_at
from search.engines.elasticsearch import ElasticsearchEngine

ROOT = Path(__file__).parents[2]
OURS = ("site", "worker", "prepare")
KEYS = {
    *("build", "image", "restart", "environment", "volumes", "command", "ports", "depends_on", "healthcheck"),
}
SHARED_BY_CLUSTER = ("image", "restart", "healthcheck")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def filled(value: str) -> str:
    """With the variables of the environment file filled in."""
    return re.sub(r"\$\{(\w+)(?::[?-]([^}]*))?\}", lambda found: found[2] or "word", value)


def test_every_service_is_one_that_compose_can_start(compose):
    services = compose["services"]

    assert set(services) == {*OURS, "postgresql", "search1", "search2", "search3"}
    assert {name: set(service) - KEYS for name, service in services.items()} == {name: set() for name in services}
    assert all(("image" in service) != ("build" in service) for service in services.values())
    awaited = {name for service in services.values() for name in service.get("depends_on", {})}
    assert awaited <= set(services)


def test_every_volume_is_declared(compose):
    mounted = {volume.partition(":")[0] for service in compose["services"].values() for volume in service["volumes"]}

    assert {name for name in mounted if not name.startswith("./")} == set(compose["volumes"])


@pytest.mark.parametrize("name", OURS)
def test_every_setting_is_read_by_the_site_and_told_of(compose, name):
    environment = set(compose["services"][name]["environment"])
    settings = (ROOT / "cms/settings/base.py").read_text()
    told = (ROOT / "docs/operations.md").read_text()

    assert {each for each in environment if f'"{each}"' not in settings} == set()
    assert {each for each in environment if f"`{each}" not in told} == set()


@pytest.mark.parametrize("name", OURS)
def test_every_command_is_there(compose, name):
    commands = re.findall(r"manage\.py (\w+)", compose["services"][name]["command"])

    assert set(commands) <= set(get_commands())


def test_the_addresses_name_services_and_engines(compose):
    environment = {name: filled(value) for name, value in compose["services"]["site"]["environment"].items()}
    engine = engine_at(environment["SEARCH_URL"])

    assert isinstance(engine, ElasticsearchEngine)
    assert engine.cluster.alias == "traffpunkt"
    hosts = re.findall(r"[@,]([a-z0-9]+):\d+", " ".join(environment.values()))
    assert set(hosts) <= set(compose["services"])


def test_the_nodes_differ_only_in_name_and_data(compose):
    nodes = [compose["services"][f"search{number}"] for number in (1, 2, 3)]

    assert [node["environment"]["node.name"] for node in nodes] == ["search1", "search2", "search3"]
    assert all(node[key] == nodes[0][key] for node in nodes for key in SHARED_BY_CLUSTER)


def test_the_image_copies_what_is_there():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    copied = [line.split()[1] for line in lines if line.startswith("COPY")]

    assert lines[1].startswith("FROM python:3.11")
    assert all((ROOT / each).exists() for each in copied)
