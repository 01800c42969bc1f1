"""Reports in the search: hits, tabs, filters, suggestions, and removal when no longer public."""

import re

import pytest
from wagtail.models import PageViewRestriction

from organisations.models import Organisation
from reports.search_source import SOURCE
from themes.models import Theme

BODY = [("heading", {"text": "Uppföljning", "level": "2"}), ("text", "<p>Fullmäktige frågar efter planen.</p>")]


def found(client, query):
    html = client.get(f"/sok/?source=rapporter&q={query}").text
    return re.findall(r'class="hit__path"><a href="([^"]+)"', html)


def tabs(client, query):
    html = client.get(f"/sok/?{query}").text
    rows = re.findall(r'data-testid="tab"([^>]*)>([^<]+) <span>([^<]+)</span>', html)
    return [(title, int(count), "aria-current" in mark) for mark, title, count in rows]


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("fullmäktige", "/rapporter/laget-i-lanet/#uppfoljning"),
        ("enkelt", "/rapporter/laget-i-lanet/#lattlast-sammanfattning"),
        ("hur det går", "/rapporter/laget-i-lanet/"),
        ("RU fullmäktige", "/rapporter/laget-i-lanet/#uppfoljning"),
        ("samordnaren fullmäktige", "/rapporter/laget-i-lanet/#uppfoljning"),
    ],
)
def test_hit_links_to_its_section(client, publish, words, address):
    author = ("author", {"name": "Samordnare", "role": "redaktor", "organisation": ""})
    publish(body=BODY, easy_to_read="Det är enkelt.", authors=[author])

    assert found(client, words)[0] == address


def test_counts_of_tabs_equal_their_results(client, publish):
    publish(body=BODY)
    publish("Mer", body=BODY)

    assert tabs(client, "q=fullmäktige") == [("Biblioteksplaner", 0, True), ("Rapporter", 2, False)]
    assert "2 avsnitt på 2 webbsidor" in client.get("/sok/?q=fullmäktige&source=rapporter").text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("niva=regional", 1),
        ("niva=lokal", 1),
        ("niva=nationell", 0),
        ("lan=03", 2),
        ("ar=2024", 1),
        ("ar=2024&niva=lokal", 1),
        ("tema=beredskap", 1),
    ],
)
def test_hits_are_filtered(client, publish, query, count):
    publish("Regionens", body=BODY, themes=[Theme.objects.get(slug="beredskap")])
    publish("Kommunens", body=BODY, level="lokal", year=2024, organisations=[Organisation.objects.get(code="0382")])

    assert len(found(client, f"fullmäktige&{query}")) == count


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("niva=kommun", "”Nivå” har inget värde ”kommun”."),
        ("lan=99", "”Län” har inget värde ”99”."),
        ("ar=1999", "”År” har inget värde ”1999”."),
    ],
)
def test_invalid_filter_value_is_rejected(client, publish, query, message):
    publish(body=BODY)

    answer = client.get(f"/sok/?source=rapporter&q=fullmäktige&{query}")

    assert (answer.status_code, message in answer.text) == (400, True)


def test_order_of_filter_values(publish):
    publish("Kommunens", level="lokal", year=2024, organisations=[Organisation.objects.get(code="0382")])
    publish("Regionens")

    levels = sorted(["lokal", "regional", "nationell"], key=lambda value: SOURCE.value_order("niva", value))
    assert levels == ["nationell", "regional", "lokal"]
    assert list(SOURCE.page_filters["ar"].labels()) == ["2025", "2024"]


def test_title_is_suggested(client, publish):
    publish()

    [suggestion] = client.get("/sok/forslag/?q=läget i").json()["suggestions"]

    assert (suggestion["text"], suggestion["url"]) == ("Läget i länet", "/rapporter/laget-i-lanet/")


class TestRemoval:
    """Pages that are no longer public leave the index."""

    def test_unpublished_report(self, client, publish, django_capture_on_commit_callbacks):
        report = publish(body=BODY)
        with django_capture_on_commit_callbacks(execute=True):
            report.unpublish()

        assert (found(client, "fullmäktige"), SOURCE.keys()) == ([], set())

    def test_private_report_and_public_again(self, client, publish, django_capture_on_commit_callbacks):
        report = publish(body=BODY)
        with django_capture_on_commit_callbacks(execute=True):
            restriction = PageViewRestriction.objects.create(page=report, restriction_type=PageViewRestriction.LOGIN)
        assert found(client, "fullmäktige") == []

        with django_capture_on_commit_callbacks(execute=True):
            restriction.delete()
        assert len(found(client, "fullmäktige")) == 1


def test_renamed_organisation_is_found_by_its_new_name(client, publish, uppsala, django_capture_on_commit_callbacks):
    publish(body=BODY)
    uppsala.name = uppsala.display_name = "Region Mitt"
    with django_capture_on_commit_callbacks(execute=True):
        uppsala.save()

    assert found(client, "fullmäktige mitt")[0] == "/rapporter/laget-i-lanet/#uppfoljning"


def test_a_search_of_reports_can_be_followed(client, publish):
    publish(body=BODY)
    text = client.get("/sok/?source=rapporter&q=fullmäktige&format=atom").text

    assert re.findall(r'<entry>.*?<link href="([^"]+)"', text) == [
        "http://testserver/rapporter/laget-i-lanet/#uppfoljning"
    ]
