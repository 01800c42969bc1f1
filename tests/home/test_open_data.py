"""The page about open data: its examples can be tried, and it names every address of the API."""

import re

import pytest

from search.indexing import rebuild
from tests.factories.library_plans import EditionFactory, EditionPageFactory
from themes.models import Theme


@pytest.fixture
def page(client, organisations, settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path
    edition = EditionFactory()
    EditionPageFactory(edition=edition)
    Theme.objects.get_or_create(slug="bokbuss", defaults={"name": "Bokbussar", "terms": "bokbuss"})
    rebuild()
    response = client.get("/api/")
    assert response.status_code == 200
    return response.content.decode()


def test_every_example_answers(client, page):
    part = re.search(r'data-testid="examples">(.*?)</ul>', page, re.DOTALL)[1]
    addresses = [address.replace("&amp;", "&") for address in re.findall(r'href="([^"]+)"', part)]
    answers = {address: client.get(address).status_code for address in addresses}

    assert set(answers.values()) == {200}
    assert len(answers) == 11
    command = re.search(r"curl &quot;http://testserver([^<]+)&quot;|curl \"http://testserver([^<]+)\"", page)
    assert client.get(command[1] or command[2]).status_code == 200


def test_every_path_of_the_description_is_on_the_page(client, page):
    described = client.get("/api/v1/openapi.json").json()["paths"]
    part = re.search(r'data-testid="paths">(.*?)</dl>', page, re.DOTALL)[1]

    assert set(re.findall(r"<code>([^<]+)</code>", part)) == set(described)


@pytest.mark.django_db
def test_the_page_stands_without_plans_and_is_linked_from_every_page(client):
    assert client.get("/api/").status_code == 200
    assert '<a href="/api/"' in client.get("/planer/").content.decode()
