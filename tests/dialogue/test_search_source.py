"""Experiences and proposals in the search: hits with anchors, counts, filters, and how they leave it again."""

import re

import pytest
from wagtail.models import PageViewRestriction

from dialogue.search_source import SOURCE
from themes.models import Theme

BODY = [("heading", {"text": "Samråd", "level": "2"}), ("text", "<p>Vi frågade barnen i skolan.</p>")]
EXPERIENCE = "/erfarenheter/sa-laste-vi-planen/"
PROPOSAL = "/erfarenheter/en-dag-om-barn/"


def found(client, query):
    html = client.get(f"/sok/?source=erfarenheter&q={query}").text
    return re.findall(r'class="hit__path"><a href="([^"]+)"', html)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("skolan", f"{EXPERIENCE}#samrad"),
        ("hur det gick", EXPERIENCE),
        ("RU skolan", f"{EXPERIENCE}#samrad"),
        ("Gränna", f"{PROPOSAL}#svar"),
    ],
)
def test_a_hit_leads_to_the_words(client, experience, answered, words, address):
    experience(body=BODY)
    answered()

    assert found(client, words)[0] == address


def test_the_tabs_count_what_a_click_gives(client, experience, proposal):
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
def test_filters_narrow_the_hits(client, experience, answered, query, count):
    experience(body=BODY, day="2024-02-03")
    answered(body=BODY, themes=[Theme.objects.get(slug="beredskap")])

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
def test_a_value_that_does_not_exist_is_named(client, experience, query, message):
    experience(body=BODY)

    answer = client.get(f"/sok/?source=erfarenheter&q=skolan&{query}")

    assert (answer.status_code, message in answer.text) == (400, True)


def test_the_api_names_each_hit_and_where_it_is(client, experience):
    experience(body=BODY)

    [hit] = client.get("/api/v1/search?source=erfarenheter&q=skolan").json()["hits"]

    assert (hit["title"], hit["heading"]) == ("Så läste vi planen", "Samråd")


class TestLeaving:
    """What is no longer public is no longer found."""

    def test_unpublished(self, client, experience, django_capture_on_commit_callbacks):
        page = experience(body=BODY)
        with django_capture_on_commit_callbacks(execute=True):
            page.unpublish()

        assert (found(client, "skolan"), SOURCE.keys()) == ([], set())

    def test_closed(self, client, experience, django_capture_on_commit_callbacks):
        page = experience(body=BODY)
        with django_capture_on_commit_callbacks(execute=True):
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

        assert found(client, "skolan") == []


def test_a_renamed_organisation_is_found_by_its_new_name(
    client, experience, uppsala, django_capture_on_commit_callbacks
):
    experience(body=BODY)
    uppsala.name = uppsala.display_name = "Region Mitt"
    with django_capture_on_commit_callbacks(execute=True):
        uppsala.save()

    assert found(client, "skolan mitt")[0] == f"{EXPERIENCE}#samrad"
