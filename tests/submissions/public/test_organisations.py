"""What is held of an organisation, and its word that this is right."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.utils import timezone

from accounts.choices import Role
from library_plans.models import OwnerConfirmation
from tests.factories.accounts import MembershipFactory
from tests.factories.library_plans import DecisionFactory, EditionFactory, OwnedPlanFactory

PAGE = "/mina-sidor/organisation/0382/"


def test_the_page_tells_what_is_held_and_what_ends_within_a_year(either, osthammar):
    today = timezone.localdate()
    for title, days in (("Går ut", 200), ("Gäller länge", 900)):
        plan = OwnedPlanFactory(
            title=title,
            starts=today - timedelta(days=400),
            ends=today + timedelta(days=days),
            owner__organisation=osthammar,
        )
        DecisionFactory(plan=plan, decided_on=today - timedelta(days=410))
    EditionFactory(plan=plan, source_url="https://www.osthammar.se/plan.pdf")

    page = either.get(PAGE)
    assert {row["plan"].title for row in page.context["plans"]} == {"Går ut", "Gäller länge"}
    assert [row["plan"].title for row in page.context["ending"]] == ["Går ut"]
    assert 'href="https://www.osthammar.se/plan.pdf"' in page.content.decode()


def test_a_contributor_confirms_and_sees_when(signed_in, sender):
    with time_machine.travel("2026-11-30 12:00+01:00", tick=False):
        assert signed_in.post(f"{PAGE}stammer/").url == PAGE

    assert OwnerConfirmation.objects.get().confirmed_by == sender
    assert OwnerConfirmation.objects.get().confirmed_on == date(2026, 11, 30)
    assert "30 november 2026" in signed_in.get(PAGE).content.decode()
    assert "bekräftade den 30 november 2026" in signed_in.get("/planer/0382-osthammar/").content.decode()


def test_opening_the_question_changes_nothing(signed_in):
    signed_in.get(f"{PAGE}stammer/")
    signed_in.head(f"{PAGE}stammer/")

    assert not OwnerConfirmation.objects.exists()


@pytest.mark.parametrize(
    ("role", "own", "confirm"),
    [(Role.READER, HTTPStatus.OK, HTTPStatus.NOT_FOUND), (Role.CONTRIBUTOR, HTTPStatus.OK, HTTPStatus.OK)],
)
def test_a_reader_looks_and_confirms_nothing(client, osthammar, role, own, confirm):
    client.force_login(MembershipFactory(organisation=osthammar, role=role).user)

    assert [client.get(path).status_code for path in (PAGE, f"{PAGE}stammer/")] == [own, confirm]
    client.post(f"{PAGE}stammer/")
    assert OwnerConfirmation.objects.exists() == (role == Role.CONTRIBUTOR)


def test_nobody_else_confirms(client, osthammar, officer):
    client.force_login(MembershipFactory().user)
    assert client.post(f"{PAGE}stammer/").status_code == HTTPStatus.NOT_FOUND
    client.force_login(officer)
    assert client.post(f"{PAGE}stammer/").status_code == HTTPStatus.NOT_FOUND
    assert not OwnerConfirmation.objects.exists()
