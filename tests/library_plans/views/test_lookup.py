"""Addresses: one for each thing, the others lead there, and nonsense is refused politely."""

import pytest

from organisations.models import Organisation
from search.indexing import rebuild
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
PLAN = "/planer/0399-alby/plan-2024-kommun-1/"


@pytest.fixture
def edition(alby, collect):
    return collect(alby, 2024, 2027, pages=["Först.", "Sedan."])


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/planer/0399-fel/", "/planer/0399-alby/"),
        ("/planer/0399-fel/plan-2024-kommun-1/", PLAN),
        ("/planer/0399-fel/plan-2024-kommun-1/1/", f"{PLAN}1/"),
        ("/planer/0399-fel/plan-2024-kommun-1/1/sida/2/?q=sedan", f"{PLAN}1/sida/2/?q=sedan"),
    ],
)
def test_wrong_name_redirects_permanently_to_the_right_one(client, edition, asked, leads_to):
    response = client.get(asked)

    assert (response.status_code, response["Location"]) == (301, leads_to)


def test_urls_of_other_owners_redirect_to_the_first_owner(client, alby, collect):
    other = OrganisationFactory(code="0398", name="Berga")
    collect(alby, 2024, 2027, owners=[(other, "kommun")])

    response = client.get("/planer/0398-berga/plan-2024-kommun-2/1/sida/1/")

    assert (response.status_code, response["Location"]) == (301, f"{PLAN}1/sida/1/")


def test_region_code_redirects_to_the_organisation_that_has_both_roles(client, db):
    gotland = OrganisationFactory(code="0980", region_code="09", name="Gotland")
    Organisation.objects.filter(pk=gotland.pk).update(slug="gotland")

    response = client.get("/planer/09-gotland/")

    assert (response.status_code, response["Location"]) == (301, "/planer/0980-gotland/")


def test_page_without_edition_redirects_to_the_preferred_one(client, edition):
    response = client.get(f"{PLAN}sida/2/?q=sedan")

    assert (response.status_code, response["Location"]) == (302, f"{PLAN}1/sida/2/?q=sedan")


NONSENSE = [
    "/planer/9999-finns-inte/",
    "/planer/0399-alby/finns-inte/",
    "/planer/0399/",
    "/planer/039999999999999999-alby/",
    "/planer/%00-alby/",
    "/planer/0399-al%00by/",
    "/planer/0399-" + "a" * 5000 + "/",
    f"{PLAN}0/",
    f"{PLAN}2/",
    f"{PLAN}99999999999999999999999/",
    f"{PLAN}-1/",
    f"{PLAN}1/sida/0/",
    f"{PLAN}1/sida/3/",
    f"{PLAN}1/sida/1000000000/",
    f"{PLAN}1/sida/99999999999999999999999/",
    f"{PLAN}1/sida/ett/",
    f"{PLAN}1/sida/%00/",
    f"{PLAN}1/sida/1/bild/../../",
    f"{PLAN}1/sida/9/bild/",
    f"{PLAN}1/sida/1000000000/bild/",
    f"{PLAN}7/fil/",
    f"{PLAN}sida/0/",
    f"{PLAN}sida/3/",
    f"{PLAN}sida/1000000000/",
]


@pytest.mark.parametrize("path", NONSENSE)
def test_unknown_urls_give_404_with_a_search_box(client, edition, path):
    response = client.get(path)

    assert response.status_code == 404
    assert "Sidan finns inte" in response.text
    assert 'role="search"' in response.text


QUERIES = [
    ("q=" + "a" * 100_000, 400),
    ("q=" + "läs+" * 200, 400),
    ("q=%00", 400),
    ("q=%22", 200),
    ("q=-+OR+*+%22%22", 200),
    ("q=%22obalanserat", 200),
    ("q=%FF%FE", 200),
    ("q=sedan&exakt=kanske", 200),
    ("q=sedan&utan=" + "x" * 5000, 400),
    ("utan=%00&exakt=%00", 400),
    ("q=" + "%22" * 300, 200),
]


@pytest.mark.parametrize(("query", "status"), QUERIES)
def test_no_query_breaks_the_reader(client, edition, settings, tmp_path, query, status):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    rebuild()

    assert client.get(f"{PLAN}1/sida/1/?{query}").status_code == status


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("lan=99", 400),
        ("niva=planet", 400),
        ("status=bra", 400),
        ("period=igår", 400),
        ("period=99999999999999999999", 400),
        ("sort=slump", 400),
        ("q=" + "a" * 400, 400),
        ("period=-1", 400),
        ("utm_source=brev", 200),
        ("lan=&niva=&status=", 200),
        ("format=xml", 200),
    ],
)
def test_register_says_which_value_does_not_exist(client, organisations, query, status):
    response = client.get(f"/planer/?{query}")

    assert response.status_code == status
    assert ('class="field__error"' in response.text) == (status == 400)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize(
    "path", ["/planer/", "/planer/0399-alby/", PLAN, f"{PLAN}1/", f"{PLAN}1/sida/1/", f"{PLAN}1/fil/"]
)
def test_pages_refuse_other_methods(client, edition, method, path):
    assert getattr(client, method)(path).status_code == 405
