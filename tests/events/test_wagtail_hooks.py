"""The admin's list of events, and the warning of half-years without a Träffpunkt."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from events.models import EventHost
from organisations.models import Organisation

WARNING = re.compile(r"Ingen Träffpunkt är utannonserad för: ([^.]+)\.")


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


def on(year, month):
    return {"starts": datetime(year, month, 5, 8, tzinfo=UTC), "ends": datetime(year, month, 5, 11, tzinfo=UTC)}


def warned(editor):
    """What the start page and the list say is missing."""
    return [WARNING.findall(editor.get(address).text) for address in ("/admin/", "/admin/evenemang/")]


def test_the_list_says_when_of_which_form_in_what_state_and_whose(editor, publish):
    event = publish()
    event.hosts.add(EventHost(organisation=Organisation.objects.get(region_code="14")))
    event.save_revision().publish()

    [row] = cells(editor.get("/admin/evenemang/results/").text)

    assert row[2:6] == ["2026-10-21", "webbsändning", "Öppen", "Västra Götalandsregionen"]


@pytest.mark.parametrize(
    ("query", "count"), [("?kind=webcast", 1), ("?kind=dialogue", 0), ("?state=open", 1), ("?state=held", 0)]
)
def test_the_list_is_filtered(editor, publish, query, count):
    publish()

    assert len(cells(editor.get(f"/admin/evenemang/results/{query}").text)) == count


def test_the_list_asks_the_same_for_one_and_three(editor, publish, django_assert_max_num_queries):
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
        ([on(2026, 5)], ["hösten 2026"]),
        ([on(2026, 5), on(2026, 10)], []),
        ([on(2026, 5), {**on(2026, 10), "kind": "whole_day"}], []),
        ([on(2026, 5), {**on(2026, 10), "kind": "dialogue"}], ["hösten 2026"]),
        ([on(2026, 5), {**on(2026, 10), "state": "cancelled", "reason": "X"}], ["hösten 2026"]),
        ([on(2025, 5), on(2025, 10)], ["våren 2026, hösten 2026"]),
    ],
)
def test_editors_are_warned_of_half_years_without(editor, publish, events, missing):
    for number, event in enumerate(events):
        publish(f"Träff {number}", **event)

    assert warned(editor) == [missing, missing]


def test_one_that_is_not_announced_yet_does_not_count(editor, publish):
    publish(**on(2026, 5)).unpublish()

    assert warned(editor) == [["våren 2026, hösten 2026"]] * 2
