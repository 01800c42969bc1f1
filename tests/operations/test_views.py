"""The probes: what a balancer, anybody and monitoring are told."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from prometheus_client.parser import text_string_to_metric_families

from extraction.types import TextState
from operations import heartbeats
from operations.readiness import PARTS
from search.indexing import rebuild
from tests.factories.library_plans import EditionFactory

pytestmark = pytest.mark.django_db
TOKEN = "t" * 40
MONITORING = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.MONITORING_TOKEN = TOKEN
    settings.WORKER_HEARTBEAT = tmp_path / "worker.alive"
    settings.SCHEDULER_HEARTBEAT = tmp_path / "scheduler.alive"
    rebuild()


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_probes_ask_for_neither_host_nor_tls(client, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["plats.example"]
    answer = client.get(path, headers={"Host": "10.0.0.7:8000", **MONITORING})

    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    assert client.get("/planer/", headers={"Host": "10.0.0.7:8000"}).status_code in (301, 400)


def test_healthz_is_about_pages_alone(client, monkeypatch):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "up"})

    def refuse(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "down"})


def test_anybody_is_told_states_and_monitoring_numbers(client):
    states = {name: {"state": "up"} for name in PARTS}

    assert client.get("/readyz").json() == states
    assert client.get("/readyz", headers={"Authorization": "Bearer x"}).json() == states
    told = client.get("/readyz", headers=MONITORING).json()
    assert {name: sorted(part) for name, part in told.items()} == {
        "database": ["state"],
        "worker": ["failed", "failed_mails", "oldest_seconds", "state", "waiting"],
        "scheduler": ["state"],
        "search": ["state"],
        "disk": ["free_megabytes", "state"],
    }


@pytest.mark.parametrize("part", ["worker", "scheduler"])
def test_a_process_that_is_no_longer_heard_of_is_down(client, settings, part):
    heartbeats.touch(getattr(settings, f"{part.upper()}_HEARTBEAT"))
    assert client.get("/readyz", headers=MONITORING).json()[part]["age_seconds"] < 10

    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=heartbeats.SILENT_SECONDS + 5)):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()[part]) == (503, {"state": "down"})


def test_metrics_are_for_monitoring_alone(client, settings):
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": TOKEN}).status_code == 401
    settings.MONITORING_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_metrics_tell_parts_and_register_with_bounded_labels(client, django_assert_num_queries):
    EditionFactory(state=TextState.PENDING)
    first = client.get("/metrics", headers=MONITORING)
    EditionFactory.create_batch(2, state=TextState.TEXT)
    second = client.get("/metrics", headers=MONITORING)

    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(second.text)
        for sample in family.samples
    }
    assert found["traffpunkt_plans",] == 3
    assert {state: found["traffpunkt_editions", state] for state in ("pending", "text", "ocr")} == {
        "pending": 1,
        "text": 2,
        "ocr": 0,
    }
    assert (found["traffpunkt_part_state", "database", "up"], found["traffpunkt_worker_waiting",]) == (1, 0)
    without_values = [re.sub(r" [\d.e+]+$", "", answer.text, flags=re.M) for answer in (first, second)]
    assert without_values[0] == without_values[1]
