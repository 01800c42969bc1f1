"""Signing in through another organisation's SAML, against a provider that signs with a key of its own."""

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.saml_provider import SIGN_IN_PAGE, SamlProvider
from tests.factories.accounts import MembershipFactory

pytestmark = pytest.mark.django_db
ADDRESS = "eva@kommun.example"
FOLDER = "/konto/extern/saml/kommun/"
VERIFIED = {"verified_email": ["kommun.example"]}


@pytest.fixture
def client():
    """Brings the host with each request, as browsers do, and one that SAML's addresses may have."""
    return Client(HTTP_HOST="127.0.0.1")


@pytest.fixture
def invited():
    return MembershipFactory(user__email=ADDRESS).user


def configure(settings, provider, **options):
    settings.SOCIALACCOUNT_PROVIDERS = {"saml": {"APPS": [provider.app(**options)]}}


def sign_in(client, provider, email=ADDRESS, **changes):
    """The answer to the browser that comes back from the provider's page."""
    location = client.post(f"{FOLDER}login/")["Location"]
    assert location.startswith(f"{SIGN_IN_PAGE}?")
    return bring(client, provider.answer(location, email, **changes))


def bring(client, form):
    return client.get(client.post(f"{FOLDER}acs/", form)["Location"])


def test_an_invited_person_is_signed_in(client, settings, invited):
    provider = SamlProvider()
    configure(settings, provider, **VERIFIED)
    answer = sign_in(client, provider)

    assert (answer.status_code, answer["Location"]) == (302, "/mina-sidor/")
    assert client.session["_auth_user_id"] == str(invited.pk)


@pytest.mark.parametrize(
    ("email", "options"),
    [(ADDRESS, {}), ("annan@kommun.example", VERIFIED), (ADDRESS, {"verified_email": ["annan.example"]})],
)
def test_nobody_else_is_and_no_account_is_made(client, settings, invited, email, options):
    provider = SamlProvider()
    configure(settings, provider, **options)
    answer = sign_in(client, provider, email)

    assert "Du har inget konto här än" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert list(User.objects.values_list("email", flat=True)) == [ADDRESS]


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://annan.example/idp"},
        {"audience": "https://annan.example/"},
        {"acs": "https://annan.example/acs/"},
        {"later": "2020-01-01T00:00:00Z"},
        {"request": "ONELOGIN_annan"},
    ],
)
def test_an_answer_that_is_not_for_this_sign_in_signs_nobody_in(client, settings, invited, changes):
    provider = SamlProvider()
    configure(settings, provider, **VERIFIED)
    sign_in(client, provider, **changes)

    assert "_auth_user_id" not in client.session


def test_an_answer_that_another_key_signed_signs_nobody_in(client, settings, invited):
    configure(settings, SamlProvider(), **VERIFIED)
    answer = sign_in(client, SamlProvider())

    assert (answer.status_code, "_auth_user_id" in client.session) == (401, False)


@pytest.mark.parametrize("sent", ["", "inget", "PHg+", "A" * 5000])
def test_what_is_no_answer_signs_nobody_in(client, settings, invited, sent):
    configure(settings, SamlProvider(), **VERIFIED)

    assert bring(client, {"SAMLResponse": sent}).status_code == 401
    assert "_auth_user_id" not in client.session
