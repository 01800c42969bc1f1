"""Signing in through another organisation's OpenID Connect, against a provider on loopback."""

import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.openid_provider import CLIENT, CLIENT_KEY, running_provider
from tests.factories.accounts import MembershipFactory

pytestmark = pytest.mark.django_db
ADDRESS = "eva@kommun.example"
START = "/konto/extern/oidc/kommun/login/"


@pytest.fixture
def invited():
    return MembershipFactory(user__email=ADDRESS).user


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def location_of(address: str) -> str:
    """Where a page of the provider leads the browser."""
    try:
        urllib.request.build_opener(NoRedirect).open(address)
    except urllib.error.HTTPError as redirect:
        return redirect.headers["Location"]
    raise AssertionError("no redirect")


@contextmanager
def configured(settings, key=CLIENT_KEY, **claims):
    """A provider, and the settings that name it."""
    with running_provider(sub="1", **claims) as provider:
        app = {
            "provider_id": "kommun",
            "name": "Kommunen",
            "client_id": CLIENT,
            "secret": key,
            "settings": {"server_url": provider.issuer},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
        yield provider


def sign_in(client: Client):
    """The answer to the browser that comes back from the provider."""
    return client.get(location_of(client.post(START)["Location"]))


def test_an_invited_person_is_signed_in(client, settings, invited):
    with configured(settings, email=ADDRESS.upper(), email_verified=True):
        page = client.get("/logga-in/").content.decode()
        answer = sign_in(client)

    assert f'action="{START}' in page
    assert (answer.status_code, answer["Location"]) == (302, "/mina-sidor/")
    assert client.session["_auth_user_id"] == str(invited.pk)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": ADDRESS, "email_verified": False},
        {"email": ADDRESS},
        {"email": "annan@kommun.example", "email_verified": True},
        {"email": "", "email_verified": True},
        {},
    ],
)
def test_nobody_else_is_and_no_account_is_made(client, settings, invited, claims):
    with configured(settings, **claims):
        answer = sign_in(client)

    assert "Du har inget konto här än" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert list(User.objects.values_list("email", flat=True)) == [ADDRESS]


def test_a_site_that_does_not_know_its_key_signs_nobody_in(client, settings, invited):
    with configured(settings, key="fel", email=ADDRESS, email_verified=True):
        answer = sign_in(client)

    assert (answer.status_code, "_auth_user_id" in client.session) == (401, False)


def test_an_answer_that_another_browser_asked_for_signs_nobody_in(client, settings, invited):
    with configured(settings, email=ADDRESS, email_verified=True):
        stolen = location_of(Client().post(START)["Location"])
        client.get(stolen)

    assert "_auth_user_id" not in client.session


def test_a_get_alone_starts_nothing(client, settings, invited):
    with configured(settings, email=ADDRESS, email_verified=True):
        assert client.get(START).status_code == 200
