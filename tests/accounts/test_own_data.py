"""What is held about a person: shown, taken along, removed."""

from http import HTTPStatus
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Invitation, User
from audit.models import AuditEvent
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD = "eva@example.org", "en lång mening"


@pytest.fixture
def person(client):
    user = UserFactory(email=EMAIL, first_name="Eva", last_name="Kommun")
    user.set_password(PASSWORD)
    user.save()
    organisation = OrganisationFactory(code="0382")
    MembershipFactory(user=user, organisation=organisation)
    invitation = Invitation(email=EMAIL, organisation=organisation, role="lasare", invited_by=user)
    invitation.renew_token()
    invitation.save()
    client.post("/logga-in/", {"login": EMAIL, "password": PASSWORD})
    return user


def test_everything_that_names_a_person_is_taken_along(client, person):
    TOTP.activate(person, generate_totp_secret())

    data = client.get("/mina-sidor/uppgifter.json").json()

    assert (data["account"]["email"], data["account"]["first_name"]) == (EMAIL, "Eva")
    assert data["memberships"] == [
        {"organisation": "0382", "role": "bidragslamnare", "from": str(timezone.localdate()), "until": None}
    ]
    assert [row["role"] for row in data["invitations"]] == ["lasare"]
    assert [row["type"] for row in data["second_factors"]] == ["totp"]
    assert len(data["sessions"]) == 1
    assert client.get("/mina-sidor/uppgifter/").status_code == HTTPStatus.OK


def test_opening_the_page_that_closes_an_account_changes_nothing(client, person):
    client.get("/mina-sidor/uppgifter/ta-bort/")

    assert User.objects.get().email == EMAIL


def test_removed_person_is_a_former_officer_everywhere(client, person):
    TOTP.activate(person, generate_totp_secret())

    answer = client.post("/mina-sidor/uppgifter/ta-bort/")

    assert "Ditt konto är stängt" in answer.content.decode()
    removed = User.objects.get()
    assert (str(removed), removed.get_full_name(), removed.is_active) == (
        "tidigare handläggare",
        "tidigare handläggare",
        False,
    )
    assert removed.memberships.get().ends == timezone.localdate()
    assert [Authenticator.objects.count(), UserSession.objects.count()] == [0, 0]
    assert AuditEvent.objects.filter(user=removed).exists()
    stored = [*User.objects.values(), *Invitation.objects.values(), *AuditEvent.objects.values()]
    assert (EMAIL in str(stored), "Eva" in str(stored)) == (False, False)


def test_removed_person_cannot_sign_in(client, person):
    client.post("/mina-sidor/uppgifter/ta-bort/")
    other = Client()

    for email in (EMAIL, User.objects.get().email):
        other.post("/logga-in/", {"login": email, "password": PASSWORD})

    assert other.get("/mina-sidor/").status_code == HTTPStatus.FOUND


def test_what_is_known_of_ended_sessions_is_deleted(client, person):
    other = Client()
    other.post("/logga-in/", {"login": EMAIL, "password": PASSWORD})
    Session.objects.filter(session_key=other.session.session_key).update(expire_date=timezone.now())
    assert UserSession.objects.count() == 2

    call_command("prune_user_sessions", stdout=StringIO())

    assert [row.session_key for row in UserSession.objects.all()] == [client.session.session_key]
