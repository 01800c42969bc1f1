"""The list of events in the admin, and the warning about half-years without a Träffpunkt."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from events.models import EventHost
from organisations.models import Organisation
from tests.factories.pages import EventPageFactory

WARNING = re.compile(r"Ingen Träffpunkt är utannonserad för: ([^.]+)\.")
ROW = re.compile(r"Halvår utan Träffpunkt: ([^<]+)<")


@pytest.fixture(autouse=True)
def spring():
    with time_machine.travel(datetime(2026, 3, 2, 12, tzinfo=UTC)):
        yield


def cells(html):
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html.partition("<tbody")[2], re.S)
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", row, re.S)]
        for row in rows
    ]


def in_month(year, month):
    return {"starts": datetime(year, month, 5, 8, tzinfo=UTC), "ends": datetime(year, month, 5, 11, tzinfo=UTC)}


def warnings(editor):
    """The half-years named on the admin's start page and above the list."""
    return [ROW.findall(editor.get("/admin/").text), WARNING.findall(editor.get("/admin/evenemang/").text)]


def test_list_shows_date_kind_state_and_hosts(editor, publish):
    event = publish()
    event.hosts.add(EventHost(organisation=Organisation.objects.get(region_code="14")))
    event.save_revision().publish()

    [row] = cells(editor.get("/admin/evenemang/results/").text)

    assert row[2:6] == ["2026-10-21", "webbsändning", "Öppen", "Västra Götalandsregionen"]


@pytest.mark.parametrize(
    ("query", "count"), [("?kind=webcast", 1), ("?kind=dialogue", 0), ("?state=open", 1), ("?state=held", 0)]
)
def test_list_is_filtered(editor, publish, query, count):
    publish()

    assert len(cells(editor.get(f"/admin/evenemang/results/{query}").text)) == count


def test_query_count_of_list_is_constant(editor, publish, django_assert_max_num_queries):
    publish()
    editor.get("/admin/evenemang/")
    with django_assert_max_num_queries(100) as one:
        editor.get("/admin/evenemang/")
    publish("Två")
    publish("Tre")

    with django_assert_max_num_queries(len(one) + 2):
        editor.get("/admin/evenemang/")


@pytest.mark.parametrize(
    ("events", "missing"),
    [
        ([], ["våren 2026, hösten 2026"]),
        ([in_month(2026, 5)], ["hösten 2026"]),
        ([in_month(2026, 5), in_month(2026, 10)], []),
        ([in_month(2026, 5), {**in_month(2026, 10), "kind": "whole_day"}], []),
        ([in_month(2026, 5), {**in_month(2026, 10), "kind": "dialogue"}], ["hösten 2026"]),
        ([in_month(2026, 5), {**in_month(2026, 10), "state": "cancelled", "reason": "X"}], ["hösten 2026"]),
        ([in_month(2025, 5), in_month(2025, 10)], ["våren 2026, hösten 2026"]),
    ],
)
def test_half_years_without_traffpunkt_are_named(editor, publish, events, missing):
    for number, event in enumerate(events):
        publish(f"Träff {number}", **event)

    assert warnings(editor) == [missing, missing]


def test_unpublished_event_does_not_count(editor, publish):
    publish(**in_month(2026, 5)).unpublish()

    assert warnings(editor) == [["våren 2026, hösten 2026"]] * 2


CASES = [(-1, "open", True, 1), (-1, "held", True, 0), (1, "open", True, 0), (-1, "open", False, 0)]


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "state", "live", "count"), CASES)
def test_the_form_of_a_past_event_asks_to_close_it(admin_client, empty_site, days, state, live, count):
    ends = timezone.now() + timedelta(days=days)
    event = EventPageFactory(starts=ends - timedelta(hours=2), ends=ends, state=state, live=live)

    assert admin_client.get(f"/admin/pages/{event.pk}/edit/").text.count("Evenemanget är över.") == count
