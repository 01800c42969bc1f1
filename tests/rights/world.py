"""A site with people and secrets, and what somebody who may do everything is answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.test import TestCase

from accounts.groups import sync_groups
from search.indexing import rebuild
from tests.rights.cases import add_cases
from tests.rights.files import add_files
from tests.rights.objects import Secret, Secrets
from tests.rights.pages import add_pages
from tests.rights.people import ANONYMOUS, PEOPLE, SUPERUSER, Person, make_users
from tests.rights.records import add_records
from tests.rights.routes import Route
from tests.rights.rule import Rule
from tests.rights.walk import Answer, Asker, ask, form_of


@dataclass(frozen=True, slots=True)
class Request:
    """An address, for an object if the rule is about objects."""

    rule: Rule
    address: str
    secret: Secret | None = None
    is_hidden: bool = False

    def __str__(self) -> str:
        return f"{self.address} ({self.rule.title}, {self.secret})"


@dataclass(slots=True)
class World:
    secrets: Secrets
    clients: Mapping[Person, Asker]
    controls: dict[tuple[str, str], Answer] = field(default_factory=dict)
    forms: dict[str, dict[str, Any]] = field(default_factory=dict)

    def control(self, request: Request, method: str = "GET") -> Answer:
        """What a superuser is answered, and what of it is changed."""
        key = method, request.address
        if key not in self.controls:
            data = self.sent(request) if method == "POST" else None
            self.controls[key] = ask(self.clients[SUPERUSER], method, request.address, data)
        return self.controls[key]

    def sent(self, request: Request) -> dict[str, Any]:
        """The form that a superuser is shown, with what the rule adds."""
        if request.address not in self.forms:
            self.forms[request.address] = {**form_of(self.control(request)), **(request.rule.sends or {})}
        return self.forms[request.address]

    def requests(self, rule: Rule, route: Route) -> Iterator[Request]:
        """Each address of a route, for each object that the rule is about."""
        names = sorted(rule.values)
        choices = [value if isinstance(value, tuple) else (value,) for value in map(rule.values.get, names)]
        about = [*self.secrets.of(*rule.about, *rule.hides)] if rule.about or rule.hides else [None]
        for secret, chosen, query in product(about, product(*choices), rule.queries):
            arguments = {**(secret.arguments if secret else {}), **dict(zip(names, chosen, strict=True))}
            path, hidden = route.path(arguments), secret is not None and secret.kind in rule.hides
            yield Request(rule, f"{path}?{query.format(**arguments)}" if query else path, secret, hidden)


def make_world() -> World:
    """A site with every object, its indexes filled."""
    users = make_users()
    sync_groups()
    secrets = Secrets()
    editor = users[SUPERUSER]
    with TestCase.captureOnCommitCallbacks(execute=True):
        add_pages(secrets, editor)
        add_files(secrets, editor)
        add_records(secrets, editor)
        add_cases(
            secrets, {person.organisation: user for person, user in users.items() if person.role == "bidragslamnare"}
        )
    rebuild()
    clients = {person: Asker() for person in (*PEOPLE, SUPERUSER)}
    for person, client in clients.items():
        if person != ANONYMOUS:
            client.force_login(users[person])
    return World(secrets, clients)
