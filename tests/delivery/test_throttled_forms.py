"""Wagtail's own forms that anybody reaches: a mail or a guess for each, within limits."""

import re

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from accounts.models import User
from home.models import HomePage
from tests.factories.pages import InformationPageFactory

pytestmark = pytest.mark.django_db
RESET = "/konto/losenord/glomt/"


@pytest.fixture
def user(empty_site):
    return User.objects.create_superuser("vi@example.org", password="ett långt lösenord")


@pytest.fixture
def action(empty_site):
    """Where the password of a page is sent."""
    page = InformationPageFactory(parent=HomePage.source_page(), title="Bara för några", slug="hemlig")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="sesam")
    return f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"


def statuses(path, values, count, clients=1):
    """Of so many submissions by each of some clients."""
    return [
        Client().post(path, values, REMOTE_ADDR=f"10.0.0.{client}").status_code
        for client in range(clients)
        for _time in range(count)
    ]


def test_a_client_asks_five_times_for_a_new_password(user):
    assert statuses(RESET, {"email": user.email}, 6) == [*[302] * 5, 429]
    assert len(mail.outbox) == 5


@pytest.mark.slow
def test_all_clients_together_ask_fifty_times_for_a_new_password(user):
    asked = [
        Client().post(RESET, {"email": f"{number}@example.org"}, REMOTE_ADDR=f"10.0.0.{number}").status_code
        for number in range(55)
    ]

    assert asked == [*[302] * 50, *[429] * 5]


def test_an_unknown_address_is_answered_and_counted_as_a_known_one(user):
    assert statuses(RESET, {"email": "nobody@example.org"}, 6) == [*[302] * 5, 429]
    assert mail.outbox == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_client_guesses_the_password_of_a_page_thirty_times(action, prefix):
    assert statuses(prefix + action, {"password": "fel", "return_url": "/"}, 31) == [*[200] * 30, 429]
    assert statuses(prefix + action, {"password": "sesam", "return_url": "/"}, 1) == [429]


def test_guesses_for_pages_and_for_documents_are_counted_together(action):
    closed = Collection.get_first_root_node().add_child(name="Stängd")
    restriction = CollectionViewRestriction.objects.create(
        collection=closed, restriction_type="password", password="sesam"
    )
    documents = f"/documents/authenticate_with_password/{restriction.pk}/"

    assert statuses(documents, {"password": "fel", "return_url": "/"}, 30) == [200] * 30
    assert statuses(documents, {"password": "sesam", "return_url": "/"}, 1) == [429]
    assert statuses(action, {"password": "sesam", "return_url": "/"}, 1) == [429]


def test_all_clients_together_guess_three_hundred_times(action):
    assert statuses(action, {"password": "fel", "return_url": "/"}, 30, clients=11) == [*[200] * 300, *[429] * 30]


def test_the_refusal_is_a_swedish_page_that_says_when_to_come_back(client, user):
    refused = [client.post(RESET, {"email": user.email}) for _ in range(6)][-1]

    assert (refused.status_code, refused["Retry-After"]) == (429, "600")
    assert re.findall(r'<html lang="(..)"|<h1>(.+?)</h1>', refused.text) == [("sv", ""), ("", "För många försök")]
    assert "Försök igen om tio minuter." in refused.text


def test_who_is_refused_still_gets_the_form_itself(client, user):
    statuses(RESET, {"email": user.email}, 6)

    assert client.get(RESET, REMOTE_ADDR="10.0.0.0").status_code == 200


def test_a_form_without_its_token_is_not_counted(user):
    strict = Client(enforce_csrf_checks=True)
    forged = [strict.post(RESET, {"email": user.email}, REMOTE_ADDR="10.0.0.0").status_code for _ in range(6)]

    assert (forged, statuses(RESET, {"email": user.email}, 1)) == ([403] * 6, [302])


@pytest.mark.parametrize("path", [RESET, "/logga-in/", "/logga-in/kod/"])
def test_forms_with_passwords_are_stored_nowhere(client, user, path):
    assert "no-store" in client.get(path)["Cache-Control"]
