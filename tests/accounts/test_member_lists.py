"""Once a year the lists of members are confirmed; those who answer for them are reminded by mail."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from accounts.choices import Role
from accounts.member_lists import remind
from accounts.models import MemberList
from organisations.models import OrganisationKind
from tests.factories.accounts import MembershipFactory
from tests.factories.organisations import OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db
FIRST = date(2025, 3, 1)


@pytest.fixture
def kb():
    return OrganisationFactory(code="2021001710", kind=OrganisationKind.NATIONAL, county_code="")


@pytest.fixture
def region():
    return RegionFactory()


def member(organisation, role, email, starts=FIRST, **values):
    return MembershipFactory(organisation=organisation, role=role, user__email=email, starts=starts, **values).user


def reminded(day) -> list[tuple[str, str]]:
    """Whose list, and who was mailed, in one night."""
    mail.outbox.clear()
    lists = remind(day)
    return [(str(one), address) for one in lists for message in mail.outbox for address in message.to]


def test_officers_are_reminded_a_year_after_the_first_member(region):
    for email in ("b@example.org", "a@example.org"):
        member(region, Role.REGION_OFFICER, email)
    member(OrganisationFactory(), Role.CONTRIBUTOR, "kommun@example.org")

    assert reminded(FIRST + timedelta(days=365)) == []
    assert reminded(FIRST + timedelta(days=366)) == [(str(region), "a@example.org"), (str(region), "b@example.org")]
    assert [message.subject for message in mail.outbox] == [f"Stämmer listan över personer? {region}"] * 2


def test_a_reminder_comes_again_after_30_days_until_the_list_is_confirmed(client, region):
    officer = member(region, Role.REGION_OFFICER, "a@example.org")
    due = FIRST + timedelta(days=366)
    nights = [bool(reminded(due + timedelta(days=days))) for days in (0, 1, 29, 30, 59, 60)]
    client.force_login(officer)
    with time_machine.travel(due + timedelta(days=61)):
        client.post("/mina-sidor/behorigheter/03/stammer/")

    assert nights == [True, False, False, True, False, True]
    assert list(MemberList.objects.values_list("organisation", "confirmed_on", "confirmed_by__email")) == [
        (region.pk, due + timedelta(days=61), "a@example.org")
    ]
    assert reminded(due + timedelta(days=61 + 365)) == []
    assert reminded(due + timedelta(days=61 + 366)) == [(str(region), "a@example.org")]


def test_kbs_administrators_answer_for_kb_and_for_regions_without_an_officer(kb, region):
    member(kb, Role.ADMINISTRATOR, "admin@example.org")
    member(kb, Role.KB_EDITOR, "redaktor@example.org")
    member(OrganisationFactory(), Role.CONTRIBUTOR, "kommun@example.org")
    call_command("remind_of_members", verbosity=0)
    with time_machine.travel(FIRST + timedelta(days=366)):
        call_command("remind_of_members", verbosity=0)

    assert [(message.to, message.subject.partition("? ")[2]) for message in mail.outbox] == [
        (["admin@example.org"], str(kb)),
        (["admin@example.org"], str(region)),
    ]


def test_a_list_of_nobody_needs_no_confirmation(kb, region):
    member(kb, Role.ADMINISTRATOR, "admin@example.org", starts=FIRST + timedelta(days=400))
    member(region, Role.REGION_OFFICER, "forut@example.org", ends=FIRST + timedelta(days=10))

    assert reminded(FIRST + timedelta(days=500)) == []


@pytest.mark.parametrize(
    ("role", "code", "status"),
    [
        (Role.REGION_OFFICER, "03", 302),
        (Role.REGION_OFFICER, "04", 403),
        (Role.REGION_OFFICER, "2021001710", 403),
        (Role.REGION_OFFICER, "finns-inte", 403),
        (Role.CONTRIBUTOR, "03", 403),
    ],
)
def test_who_answers_for_a_list_confirms_it_and_nobody_else(client, kb, region, role, code, status):
    RegionFactory(code="04", county_code="04", name="Region Sörmland")
    client.force_login(member(region, role, "a@example.org"))

    assert client.post(f"/mina-sidor/behorigheter/{code}/stammer/").status_code == status
    assert MemberList.objects.count() == (status == 302)


def test_the_screen_asks_when_a_year_has_passed(client, region):
    client.force_login(member(region, Role.REGION_OFFICER, "a@example.org"))
    asked = []
    for days in (365, 366):
        with time_machine.travel(FIRST + timedelta(days=days)):
            page = client.get("/mina-sidor/behorigheter/").content.decode()
        asked.append((f"Stämmer listan för {region}?" in page, "Det görs en gång om året" in page))

    assert asked == [(True, False), (True, True)]
