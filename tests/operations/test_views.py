"""The health probe."""

import pytest
from django.db import OperationalError, connection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"


def test_healthz_reports_database_and_index_and_nothing_else(client):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert set(response.json()) == {"database", "search", "notes"}
    assert response.json()["search"] == "down"


def test_healthz_is_503_without_a_database(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)

    assert client.get("/healthz").status_code == 503
