"""The limits of the query string: every public view refuses what is beyond them, with the site's own page."""

import pytest
from django.urls import reverse

from delivery.query_limits import MAX_BYTES, MAX_VALUE_LENGTH, MAX_VALUES, MAX_VALUES_PER_NAME

pytestmark = pytest.mark.django_db

PATHS = [
    "/sok/",
    "/sok/forslag/",
    "/planer/",
    "/planer/utan-text/",
    "/planer/0180-stockholm/",
    "/teman/",
    "/sitemap.xml",
    "/robots.txt",
    "/traffpunkt/kalender.ics",
    "/traffpunkt/atom.xml",
    "/",
]
TOO_LONG = "Adressen är för lång."
TOO_MANY = "Adressen innehåller för många värden."
ODD = "Adressen innehåller ett värde som inte går att förstå."
BEYOND = {
    f"x={'a' * MAX_BYTES}": TOO_LONG,
    f"x={'é' * 450}": TOO_LONG,  # six characters each in the links of a page
    "&".join(f"x{number}=1" for number in range(MAX_VALUES + 1)): TOO_MANY,
    "&".join(["dnr=1"] * (MAX_VALUES_PER_NAME + 1)): TOO_MANY,
    f"x={'a' * (MAX_VALUE_LENGTH + 1)}": ODD,
    "x=%00": ODD,
}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("query", "message"), BEYOND.items(), ids=["long", "encoded", "values", "name", "value", "nul"]
)
def test_a_query_string_beyond_the_limits_gives_400_with_the_sites_page(client, path, query, message):
    response = client.get(f"{path}?{query}")

    assert response.status_code == 400
    assert "<h1>Adressen går inte att läsa</h1>" in response.content.decode()
    assert message in response.content.decode()


@pytest.mark.parametrize("path", ["search", "plans", "organisations"])
@pytest.mark.parametrize(
    ("query", "message"), BEYOND.items(), ids=["long", "encoded", "values", "name", "value", "nul"]
)
def test_the_api_refuses_in_json(client, path, query, message):
    response = client.get(f"/api/v1/{path}?{query}")

    assert (response.status_code, response.json()) == (400, {"detail": message})


@pytest.mark.parametrize(
    "query",
    [
        f"x={'a' * MAX_VALUE_LENGTH}",
        f"q={'%C3%A5' * 400}",
        "&".join(["x=1"] * MAX_VALUES_PER_NAME),
        "&".join(f"x{number}=1" for number in range(MAX_VALUES)),
    ],
    ids=["value", "search", "name", "values"],
)
def test_a_query_string_at_the_limits_is_read(client, query):
    assert client.get(f"/robots.txt?{query}").status_code == 200


def test_the_admin_takes_longer_query_strings(admin_client):
    assert admin_client.get(reverse("wagtailadmin_home"), {"id": list(range(100))}).status_code == 200
