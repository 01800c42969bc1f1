"""Inviting, accepting, sending again, revoking; and that nobody else can."""

from datetime import timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Invitation, Membership, User
from tests.accounts.mails import mailed_code, mailed_link
from tests.factories.accounts import MembershipFactory
from tests.factories.organisations import OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def uppsala():
    return RegionFactory()


@pytest.fixture
def officer(client, uppsala):
    user = MembershipFactory(organisation=uppsala, role=Role.REGION_OFFICER).user
    client.force_login(user)
    return user


@pytest.fixture
def osthammar():
    return OrganisationFactory(code="0382", name="Östhammar", display_name="Östhammars kommun")


@pytest.fixture
def invite(client, officer, osthammar):
    def invite(email="ny@example.org", **values):
        return client.post("/mina-sidor/behorigheter/0382/", {"email": email, "role": Role.CONTRIBUTOR, **values})

    return invite


def accept(link: str, client=None) -> Client:
    client = client or Client()
    client.get(link)
    client.post("/inbjudan/", {"first_name": "Ny", "last_name": "Person"})
    return client


def test_invited_person_signs_in_by_the_mailed_code_and_has_the_role(invite, osthammar):
    assert invite().status_code == HTTPStatus.FOUND
    assert mail.outbox[0].to == ["ny@example.org"]

    newcomer = accept(mailed_link())
    landed = newcomer.post("/logga-in/kod/bekrafta/", {"code": mailed_code()})

    assert landed.url == "/mina-sidor/"
    made = Membership.objects.get(user__email="ny@example.org")
    assert (made.organisation, made.role, made.user.get_full_name()) == (osthammar, Role.CONTRIBUTOR, "Ny Person")
    assert not made.user.has_usable_password()


def test_opening_the_link_changes_nothing_and_the_token_is_not_stored(invite):
    invite()
    link = mailed_link()
    token = link.partition("=")[2]
    reader = Client()

    redirect = reader.get(link)
    page = reader.get(redirect.url)

    assert (redirect.url, redirect["Referrer-Policy"]) == ("/inbjudan/", "no-referrer")
    assert (page.status_code, token in page.content.decode()) == (200, False)
    assert "no-store" in page["Cache-Control"]
    assert User.objects.filter(email="ny@example.org").count() == 0
    assert token not in str(list(Invitation.objects.values()))


@pytest.mark.parametrize("end", ["accepted", "revoked", "sent again"])
def test_link_that_was_used_revoked_or_replaced_answers_gone(client, invite, end):
    invite()
    link, invitation = mailed_link(), Invitation.objects.get()
    address = f"/mina-sidor/behorigheter/0382/inbjudan/{invitation.pk}/"
    if end == "accepted":
        accept(link)
    elif end == "revoked":
        client.post(f"{address}aterkalla/")
    else:
        client.post(f"{address}skicka/")
    before = Membership.objects.count()

    reader = Client()
    reader.get(link)
    answers = [reader.get("/inbjudan/"), reader.post("/inbjudan/", {"first_name": "A", "last_name": "B"})]

    assert [answer.status_code for answer in answers] == [HTTPStatus.GONE, HTTPStatus.GONE]
    assert Membership.objects.count() == before


def test_link_expires_after_two_weeks_and_a_new_one_works(client, invite):
    invite()
    link, invitation = mailed_link(), Invitation.objects.get()
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        assert Client().get(link, follow=True).status_code == HTTPStatus.GONE
        client.force_login(Membership.objects.get().user)
        client.post(f"/mina-sidor/behorigheter/0382/inbjudan/{invitation.pk}/skicka/")
        assert Client().get(mailed_link(), follow=True).status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"email": "ingen adress"}, {"email": ["Fyll i en giltig e-postadress."]}),
        ({"email": ""}, {"email": None}),
        (
            {"role": "kb-redaktor"},
            {"role": ["Välj ett giltigt alternativ. kb-redaktor finns inte bland tillgängliga alternativ."]},
        ),
        ({"ends": "2020-01-01"}, {"ends": ["Den sista dagen har redan varit."]}),
        ({"ends": "i övermorgon"}, {"ends": None}),
    ],
)
def test_bad_invitation_is_refused_and_what_was_written_stays(invite, values, said):
    answer = invite(**values)

    errors = {name: list(texts) for name, texts in answer.context["form"].errors.items()}
    assert errors.keys() == said.keys()
    assert all(errors[name] == texts for name, texts in said.items() if texts)
    assert all(
        f'value="{value}"' in answer.content.decode() for name, value in values.items() if value and name != "role"
    )
    assert (Invitation.objects.count(), len(mail.outbox)) == (0, 0)


def test_same_person_is_not_invited_twice(invite):
    invite()

    assert "öppen inbjudan" in invite("NY@example.org").content.decode()
    accept(mailed_link())
    assert "redan den rollen" in invite().content.decode()


DOORS = [
    ("get", "0382/", {}),
    ("post", "0382/", {"email": "x@example.org", "role": Role.CONTRIBUTOR}),
    ("post", "0382/{member}/avsluta/", {}),
    ("get", "0382/{member}/ersattare/", {}),
    ("post", "0382/{member}/ersattare/", {"email": "x@example.org", "starts": "2030-01-01", "ends": "2030-01-02"}),
    ("post", "0382/inbjudan/{invitation}/skicka/", {}),
    ("post", "0382/inbjudan/{invitation}/aterkalla/", {}),
]


@pytest.mark.parametrize(("method", "path", "data"), DOORS)
@pytest.mark.parametrize(
    "who", ["another region", "a region's contributor", "the municipality", "another municipality", "nobody"]
)
def test_others_neither_see_nor_change_members(invite, uppsala, osthammar, who, method, path, data):
    invite("hemlig@example.org")
    member = MembershipFactory(organisation=osthammar)
    made = {
        "another region": lambda: (
            RegionFactory(code="21", name="Region Gävleborg", county_code="21"),
            "REGION_OFFICER",
        ),
        "a region's contributor": lambda: (uppsala, "CONTRIBUTOR"),
        "the municipality": lambda: (osthammar, "CONTRIBUTOR"),
        "another municipality": lambda: (OrganisationFactory(code="0380"), "CONTRIBUTOR"),
    }
    stranger = Client()
    if who in made:
        organisation, role = made[who]()
        stranger.force_login(MembershipFactory(organisation=organisation, role=Role[role]).user)
    before = (len(mail.outbox), list(Invitation.objects.values()), list(Membership.objects.values()))
    path = path.format(member=member.pk, invitation=Invitation.objects.get().pk)

    answer = getattr(stranger, method)(f"/mina-sidor/behorigheter/{path}", data)

    assert answer.status_code == (HTTPStatus.FOUND if who == "nobody" else HTTPStatus.FORBIDDEN)
    assert "hemlig@example.org" not in answer.content.decode()
    assert (len(mail.outbox), list(Invitation.objects.values()), list(Membership.objects.values())) == before


def test_row_of_another_organisation_is_not_reached_by_the_own_address(client, officer, osthammar):
    elsewhere = MembershipFactory(organisation=OrganisationFactory(code="2180", county_code="21"))

    answer = client.post(f"/mina-sidor/behorigheter/0382/{elsewhere.pk}/avsluta/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    elsewhere.refresh_from_db()
    assert elsewhere.ends is None


def test_ended_membership_leaves_the_list(client, officer, osthammar):
    member = MembershipFactory(organisation=osthammar)

    client.post(f"/mina-sidor/behorigheter/0382/{member.pk}/avsluta/")

    member.refresh_from_db()
    assert member.ends == timezone.localdate()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        client.force_login(officer)
        assert member.user.email not in client.get("/mina-sidor/behorigheter/0382/").content.decode()


def test_region_sees_its_own_county_and_queries_do_not_grow(client, officer, osthammar):
    OrganisationFactory(code="2180", county_code="21", display_name="Gävle kommun")
    client.get("/mina-sidor/behorigheter/")  # fills the layout's cache
    with CaptureQueriesContext(connection) as one:
        page = client.get("/mina-sidor/behorigheter/").content.decode()
    for number in range(3):
        MembershipFactory(organisation=OrganisationFactory(), user__email=f"p{number}@example.org")
    with CaptureQueriesContext(connection) as several:
        client.get("/mina-sidor/behorigheter/")

    assert ("Östhammars kommun" in page, "Region Uppsala" in page, "Gävle kommun" in page) == (True, True, False)
    assert len(several) == len(one)
