"""Open data may be read by pages of any origin, and never with cookies."""

import pytest

from tests.factories.library_plans import EditionFactory

pytestmark = [pytest.mark.django_db]
ORIGIN = {"Origin": "https://forskare.example"}
API = [f"/api/v1/{name}" for name in ("plans", "editions", "organisations", "themes", "search?lan=x", "nothing")]


@pytest.mark.parametrize("address", [*API, "/planer/?format=csv", "/sok/?page=x"])
def test_any_origin_may_read_open_data_and_its_errors(client, address):
    response = client.get(address, headers=ORIGIN)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response


def test_an_unchanged_answer_is_open_too(client):
    tag = client.get("/api/v1/plans")["ETag"]
    response = client.get("/api/v1/plans", headers={**ORIGIN, "If-None-Match": tag})

    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (304, "*")


def test_a_browser_that_asks_first_may_get_and_revalidate(client):
    response = client.options("/api/v1/plans", headers={**ORIGIN, "Access-Control-Request-Method": "GET"})

    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (204, "*")
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]


def test_files_of_plans_are_open(client):
    edition = EditionFactory()
    plan = edition.plan.get_absolute_url()

    assert client.get(f"{plan}1/fil/", headers=ORIGIN)["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get(plan, headers=ORIGIN)


@pytest.mark.parametrize("address", ["/logga-in/", "/healthz", "/"])
def test_other_addresses_are_not_open(client, address):
    assert "Access-Control-Allow-Origin" not in client.get(address, headers=ORIGIN)
