"""Every address, asked for by everybody with every object: who is shown its secret word, and who changes anything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from tests.rights.objects import Secret
from tests.rights.people import PEOPLE, SUPERUSER, Person
from tests.rights.routes import all_routes
from tests.rights.secrets import MAY_KNOW
from tests.rights.table import RULES
from tests.rights.walk import Answer, ask
from tests.rights.world import Request, World, make_world

WALKED = (SUPERUSER, *PEOPLE)
SENT_AWAY = ("/logga-in/", "/admin/login/")
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def world(whole_site, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """Made once; what the requests change is undone."""
    folder = tmp_path_factory.mktemp("index")
    paths = {"SEARCH_URL": f"sqlite:///{folder / 'index.sqlite3'}", "SEARCH_QUEUE_DIR": folder, "MEDIA_ROOT": folder}
    with override_settings(**paths), django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.mark.parametrize("person", WALKED, ids=lambda person: person.name)
def test_everybody_is_shown_and_changes_what_the_rules_say(world, person):
    assert [fault for request in requests(world) for fault in faults(world, person, request)] == []


def requests(world: World) -> Iterator[Request]:
    for route in all_routes():
        for rule in RULES:
            if rule.claims(route):
                yield from world.requests(rule, route)


def faults(world: World, person: Person, request: Request) -> Iterator[str]:
    """What a person was shown or changed against the rules, and what was kept from them."""
    answer = world.control(request) if person is SUPERUSER else ask(world.clients[person], "GET", request.address)
    seen = world.secrets.found_in(answer.text)
    yield from (f"GET {request}: shown {one}" for one in seen if not may_know(person, one))
    yield from (f"GET {request}: not shown {one}" for one in expected(world, person, request) - seen)
    if wrong_status(world, person, request, answer):
        yield f"GET {request}: {answer.status}"
    if not may_act(person, request) and answer.written:
        yield f"GET {request}: changed {sorted(answer.written)}"
    yield from faults_of_sending(world, person, request)


def faults_of_sending(world: World, person: Person, request: Request) -> Iterator[str]:
    """What is sent is what a superuser's form holds; nobody else may change anything."""
    allowed = may_act(person, request) and request.rule.sends is not None
    if may_act(person, request) and not allowed:
        return
    if person is SUPERUSER:
        return
    answer = ask(world.clients[person], "POST", request.address, world.sent(request))
    seen = world.secrets.found_in(answer.text)
    yield from (f"POST {request}: shown {one}" for one in seen if not may_know(person, one))
    if bool(answer.written) != (allowed and bool(world.control(request, "POST").written)):
        yield f"POST {request}: {answer.status}, changed {sorted(answer.written)}"


def expected(world: World, person: Person, request: Request) -> set[Secret]:
    rule, wanted = request.rule, set(world.secrets.of(*request.rule.lists))
    if rule.shows and request.secret and not request.is_hidden:
        wanted.add(request.secret)
    place = request.secret.place if request.secret else ""
    return {one for one in wanted if rule.who.admits(person, place) and may_know(person, one)}


def may_know(person: Person, secret: Secret) -> bool:
    return MAY_KNOW[secret.kind].admits(person, secret.place)


def may_act(person: Person, request: Request) -> bool:
    if request.is_hidden:
        return person.is_superuser
    place = request.secret.place if request.secret else ""
    return (request.rule.changes or request.rule.who).admits(person, place)


def wrong_status(world: World, person: Person, request: Request, answer: Answer) -> bool:
    """Whether the address is opened for somebody whom it is not for, or the other way round.

    One that is about an object may answer a stranger as it likes, so long as it tells nothing.
    """
    if request.is_hidden or is_refusal(world.control(request)):
        return False
    if request.rule.who.admits(person, request.secret.place if request.secret else ""):
        return is_refusal(answer)
    return request.secret is None and not is_refusal(answer)


def is_refusal(answer: Answer) -> bool:
    """Whether somebody was turned away: told so, asked to sign in, or sent to the first page of the admin."""
    return answer.status >= 400 or answer.location.startswith(SENT_AWAY) or answer.location == "/admin/"
