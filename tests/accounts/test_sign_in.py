"""Signing in: password, code, second factor, lock-out; what must not work."""

import re
from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from tests.accounts.mails import mailed_code
from tests.factories.accounts import MembershipFactory
from tests.factories.organisations import RegionFactory

pytestmark = pytest.mark.django_db
PASSWORD = "en lång mening"


@pytest.fixture
def contributor():
    user = MembershipFactory().user
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def officer():
    user = MembershipFactory(organisation=RegionFactory(), role=Role.REGION_OFFICER).user
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, user, password=PASSWORD, address="/logga-in/"):
    return client.post(address, {"login": user.email, "password": password})


def is_signed_in(client) -> bool:
    return client.get("/mina-sidor/").status_code == HTTPStatus.OK


def totp_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_municipality_lands_on_its_own_page(client, contributor):
    answer = sign_in(client, contributor)

    assert (answer.status_code, answer.url) == (302, "/mina-sidor/")
    assert contributor.email in client.get("/mina-sidor/").content.decode()


def test_admin_has_no_sign_in_of_its_own(client):
    assert client.get("/admin/").url == "/logga-in/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/planer/").url == "/logga-in/?next=/admin/planer/"
    assert client.get("/admin/password_reset/").url == "/konto/losenord/glomt/"
    assert client.get("/admin/password_reset/confirm/x/y/").url == "/konto/losenord/glomt/"
    assert client.get("/_util/login/?next=/sida/").url == "/logga-in/?next=/sida/"
    assert client.get("/en/_util/login/?next=/sida/").url == "/logga-in/?next=/sida/"


def test_admins_way_out_asks_before_it_signs_out(client, officer):
    client.force_login(officer)

    assert client.get("/admin/logout/").status_code == HTTPStatus.OK
    assert "_auth_user_id" in client.session

    client.post("/admin/logout/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"])
def test_sign_in_leads_to_no_other_host(client, contributor, target):
    answer = client.post("/logga-in/", {"login": contributor.email, "password": PASSWORD, "next": target})

    assert (answer.status_code, answer.url) == (302, "/mina-sidor/")


def test_session_of_before_is_not_that_of_after(client, contributor):
    client.get("/logga-in/")
    client.session["x"] = 1
    client.session.save()
    before = client.session.session_key

    sign_in(client, contributor)

    assert client.session.session_key != before


def test_fifth_wrong_password_closes_the_address_for_the_right_one_too(client, contributor):
    for _attempt in range(5):
        sign_in(client, contributor, "fel lösenord")

    answer = sign_in(client, contributor)

    assert answer.status_code == HTTPStatus.OK
    assert not is_signed_in(client)


def test_wrong_password_and_unknown_address_get_the_same_page(client, contributor):
    def page(email):
        text = client.post("/logga-in/", {"login": email, "password": "fel"}).content.decode()
        return re.sub(r'value="[^"]*"', "", text)

    assert page(contributor.email) == page("okand@example.org")


def test_unknown_address_gets_the_same_answer_to_a_request_for_a_code_and_no_mail(client, contributor):
    known = client.post("/logga-in/kod/", {"email": contributor.email})
    client.cookies.clear()
    unknown = client.post("/logga-in/kod/", {"email": "okand@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url) == (302, "/logga-in/kod/bekrafta/")
    assert [message.to for message in mail.outbox] == [[contributor.email]]


def test_mailed_code_signs_in_once(client, contributor):
    client.post("/logga-in/kod/", {"email": contributor.email})
    code = mailed_code()

    answer = client.post("/logga-in/kod/bekrafta/", {"code": code})

    assert answer.url == "/mina-sidor/"
    client.post("/logga-ut/")
    assert not is_signed_in(client)
    client.post("/logga-in/kod/bekrafta/", {"code": code})
    assert not is_signed_in(client)


def test_third_wrong_code_voids_the_right_one(client, contributor):
    client.post("/logga-in/kod/", {"email": contributor.email})
    code = mailed_code()
    for _attempt in range(3):
        client.post("/logga-in/kod/bekrafta/", {"code": "ABC-DEF"})

    client.post("/logga-in/kod/bekrafta/", {"code": code})

    assert not is_signed_in(client)


@pytest.mark.parametrize("path", ["/mina-sidor/", "/admin/", "/", "/planer/"])
def test_officer_without_second_factor_is_led_to_set_one_up(client, settings, officer, path):
    settings.MFA_REQUIRED = True
    sign_in(client, officer)

    answer = client.get(path)

    assert answer.url == reverse("mfa_activate_totp") + "?next=" + path.replace("/", "%2F")
    assert client.get(answer.url).status_code == HTTPStatus.OK


def test_contributor_needs_no_second_factor(client, settings, contributor):
    settings.MFA_REQUIRED = True
    sign_in(client, contributor)

    assert is_signed_in(client)


def test_officer_with_a_second_factor_is_asked_for_it_and_cannot_remove_it(client, settings, officer):
    settings.MFA_REQUIRED = True
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)

    answer = sign_in(client, officer)
    assert answer.url == "/konto/tvasteg/authenticate/"
    assert not is_signed_in(client)
    client.post(answer.url, {"code": totp_code(secret)})

    assert is_signed_in(client)
    client.post("/konto/tvasteg/totp/deactivate/")
    assert Authenticator.objects.filter(user=officer, type="totp").count() == 1


def test_secret_of_a_second_factor_is_stored_encrypted(officer):
    secret = generate_totp_secret()

    TOTP.activate(officer, secret)

    stored = Authenticator.objects.get(user=officer).data
    assert secret not in str(stored)


def test_nobody_makes_an_account_without_invitation(client):
    assert client.get("/konto/signup/").status_code == HTTPStatus.NOT_FOUND
    assert User.objects.count() == 0


def test_page_for_others_tells_who_is_signed_in_and_leads_in_no_circle(client, contributor):
    client.force_login(contributor)

    answer = client.get("/logga-in/?next=/hemlig/")

    assert answer.status_code == HTTPStatus.OK
    assert "Ditt konto får inte se sidan." in answer.content.decode()


def test_list_of_passkeys_is_shown(client, contributor):
    client.force_login(contributor)

    assert client.get("/konto/tvasteg/webauthn/", follow=True).status_code == 200
