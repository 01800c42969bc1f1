"""Marking municipalities and regions as checked, and what readers are told of it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from library_plans.models import OwnerCheck
from tests.factories.organisations import OrganisationFactory

URL = "/admin/kontrollerade/"


@pytest.fixture
def owners(db):
    return [OrganisationFactory(code=code, name=name) for code, name in (("0399", "Alby"), ("0398", "Berga"))]


def test_several_are_marked_at_once_and_stand_last(editor, owners, at_day):
    at_day(dt.date(2026, 11, 12))
    cederby = OrganisationFactory(code="0397", name="Cederby")

    editor.post(URL, {"owner": [one.pk for one in owners]})

    assert list(OwnerCheck.objects.order_by("pk").values_list("organisation__name", "checked_on", "checked_by")) == [
        ("Alby", dt.date(2026, 11, 12), editor.user.pk),
        ("Berga", dt.date(2026, 11, 12), editor.user.pk),
    ]
    listed = [(row.name, row.checked_on) for row in editor.get(URL).context["owners"]]
    assert listed == [(cederby.name, None), ("Alby", dt.date(2026, 11, 12)), ("Berga", dt.date(2026, 11, 12))]


def test_the_owners_page_says_as_of_when_and_when_it_was_last_checked(client, editor, owners, at_day):
    at_day(dt.date(2026, 11, 23))
    editor.logout()
    address = reverse("library_plans:owner", args=["0399", "alby"])
    before = client.get(address).content.decode()
    for day in (12, 2):
        OwnerCheck.objects.create(organisation=owners[0], checked_on=dt.date(2026, 11, day), checked_by=editor.user)
    after = client.get(address).content.decode()

    assert "Ännu inte kontrollerat mot ägarens egna källor." in before
    assert "Senast kontrollerat mot ägarens egna källor 12 november 2026." in after
    assert ("23 november 2026" in after, editor.user.email in after) == (True, False)


@pytest.mark.parametrize("posted", [{}, {"owner": ["0"]}, {"owner": ["x"]}])
def test_nothing_is_marked_by_a_bad_choice(editor, owners, posted):
    assert editor.post(URL, posted).status_code == 302
    assert OwnerCheck.objects.count() == 0


def test_the_list_takes_as_many_queries_for_three_owners_as_for_one(editor):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor.get(URL)
        return len(captured)

    OrganisationFactory()
    queries()
    one = queries()
    OrganisationFactory()
    OrganisationFactory()

    assert queries() == one
