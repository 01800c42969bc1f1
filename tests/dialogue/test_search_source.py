"""Experiences and proposals in the search: hits, tabs, filters, and removal when no longer public."""

import re

import pytest
from wagtail.models import PageViewRestriction

from dialogue.search_source import SOURCE
from themes.models import Theme

BODY = [("heading", {"text": "Samråd", "level": "2"}), ("text", "<p>Vi frågade barnen i skolan.</p>")]
EXPERIENCE_URL = "/erfarenheter/sa-laste-vi-planen/"
PROPOSAL_URL = "/erfarenheter/en-dag-om-barn/"


def found(client, query):
    html = client.get(f"/sok/?source=erfarenheter&q={query}").text
    return re.findall(r'class="hit__path"><a href="([^"]+)"', html)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("skolan", f"{EXPERIENCE_URL}#samrad"),
        ("hur det gick", EXPERIENCE_URL),
        ("RU skolan", f"{EXPERIENCE_URL}#samrad"),
        ("Gränna", f"{PROPOSAL_URL}#svar"),
    ],
)
def test_hit_links_to_its_section(client, experience, answered_proposal, words, address):
    experience(body=BODY)
    answered_proposal()

    assert found(client, words)[0] == address


def test_counts_of_tabs_equal_their_results(client, experience, proposal):
    experience(body=BODY)
    proposal(body=BODY)

    html = client.get("/sok/?q=barnen").text
    rows = re.findall(r'data-testid="tab"[^>]*>([^<]+) <span>([^<]+)</span>', html)
    assert rows == [("Biblioteksplaner", "0"), ("Erfarenheter och förslag", "2")]
    assert "2 webbsidor" in client.get("/sok/?q=barnen&source=erfarenheter").text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("slag=erfarenhet", 1),
        ("slag=forslag", 1),
        ("lan=03", 2),
        ("ar=2024", 1),
        ("utfall=antaget", 1),
        ("utfall=avslaget", 0),
        ("slag=erfarenhet&ar=2024", 1),
        ("tema=beredskap", 1),
    ],
)
def test_hits_are_filtered(client, experience, answered_proposal, query, count):
    experience(body=BODY, day="2024-02-03")
    answered_proposal(body=BODY, themes=[Theme.objects.get(slug="beredskap")])

    assert len(found(client, f"barnen&{query}")) == count


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("slag=rapport", "”Typ” har inget värde ”rapport”."),
        ("lan=99", "”Län” har inget värde ”99”."),
        ("ar=1999", "”År” har inget värde ”1999”."),
        ("utfall=ja", "”Utfall” har inget värde ”ja”."),
    ],
)
def test_invalid_filter_value_is_rejected(client, experience, query, message):
    experience(body=BODY)

    answer = client.get(f"/sok/?source=erfarenheter&q=skolan&{query}")

    assert (answer.status_code, message in answer.text) == (400, True)


def test_api_returns_title_and_heading(client, experience):
    experience(body=BODY)

    [hit] = client.get("/api/v1/search?source=erfarenheter&q=skolan").json()["hits"]

    assert (hit["title"], hit["heading"]) == ("Så läste vi planen", "Samråd")


class TestRemoval:
    """Pages that are no longer public leave the index."""

    def test_unpublished_page(self, client, experience, django_capture_on_commit_callbacks):
        page = experience(body=BODY)
        with django_capture_on_commit_callbacks(execute=True):
            page.unpublish()

        assert (found(client, "skolan"), SOURCE.keys()) == ([], set())

    def test_private_page(self, client, experience, django_capture_on_commit_callbacks):
        page = experience(body=BODY)
        with django_capture_on_commit_callbacks(execute=True):
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

        assert found(client, "skolan") == []


def test_renamed_organisation_is_found_by_its_new_name(client, experience, uppsala, django_capture_on_commit_callbacks):
    experience(body=BODY)
    uppsala.name = uppsala.display_name = "Region Mitt"
    with django_capture_on_commit_callbacks(execute=True):
        uppsala.save()

    assert found(client, "skolan mitt")[0] == f"{EXPERIENCE_URL}#samrad"
