"""The list of events: order, filters, visibility and query count."""

import re

import pytest
from wagtail.models import PageViewRestriction

from tests.events.conftest import hosts, listed_titles, times_in_days

pytestmark = pytest.mark.usefixtures("october")


@pytest.mark.parametrize(("state", "word"), [("moved", "Flyttad"), ("cancelled", "Inställd")])
def test_moved_or_cancelled_event_stays_listed_with_its_reason(client, publish, state, word):
    publish(state=state, reason="Lokalen brann.")

    page, section = client.get("/traffpunkt/hostens-traffpunkt/").text, client.get("/traffpunkt/").text

    assert "<p>Lokalen brann.</p>" in page
    assert (f'<span lang="sv">{word}</span>' in page, f'<span lang="sv">{word}</span>' in section) == (True, True)
    assert listed_titles(client) == ["Höstens träffpunkt"]


def test_upcoming_events_come_first_then_past_ones_latest_first(client, publish):
    for title, number in [("Förra", -20), ("Nästa", 5), ("Förrförra", -200), ("Sedan", 50)]:
        publish(title, **times_in_days(number))

    assert listed_titles(client) == ["Nästa", "Sedan", "Förra", "Förrförra"]
    assert re.findall(r'<h2 id="del-\d">([^<]+)</h2>', client.get("/traffpunkt/").text) == ["Kommande", "Tidigare"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?tid=kommande", ["Dialog"]),
        ("?tid=tidigare", ["Sändning"]),
        ("?form=dialogue", ["Dialog"]),
        ("?ar=2025", ["Sändning"]),
        ("?lan=14", ["Dialog"]),
        ("?lan=12&form=dialogue", ["Dialog"]),
        ("?lan=03", []),
        ("?tid=tidigare&form=dialogue", []),
        ("?utm_source=brev", ["Dialog", "Sändning"]),
    ],
)
def test_list_is_filtered(client, publish, query, titles):
    publish("Sändning", **times_in_days(-300))
    event = publish("Dialog", kind="dialogue", **times_in_days(9))
    event.hosts = hosts("14", "12")
    event.save_revision().publish()

    assert listed_titles(client, query) == titles


@pytest.mark.parametrize("query", ["?tid=snart", "?form=fest", "?lan=99", "?ar=igår", "?ar=1066"])
def test_invalid_filter_value_is_reported_at_its_field(client, publish, query):
    answer = client.get(f"/traffpunkt/{query}")

    assert answer.status_code == 400
    assert len(re.findall(r'class="field__error"', answer.text)) == 1


def test_private_and_unpublished_events_are_not_listed(client, publish):
    private, unpublished = publish("Stängd"), publish("Tillbaka")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    unpublished.unpublish()

    assert listed_titles(client) == []
    assert client.get("/traffpunkt/stangd/").status_code == 302
    assert client.get("/traffpunkt/tillbaka/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_list_is_constant(client, publish, django_assert_num_queries, count):
    for number in range(count):
        event = publish(f"Träff {number}")
        event.hosts = hosts("14", "12")
        event.save_revision().publish()
    client.get("/traffpunkt/")

    with django_assert_num_queries(12):
        client.get("/traffpunkt/")
