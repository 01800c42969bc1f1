"""Asks for addresses as somebody, and tells what came of it: words that were seen, tables that were written to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client

# What every request of a person may leave behind: the session, and the log of what was refused.
OWN_TABLES = {"django_session", "usersessions_usersession", "audit_auditevent"}
WRITE = re.compile(r'\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `text` is headers, body, mails and files; `written` are the tables that rows were changed in."""

    status: int
    location: str
    text: str
    body: str
    written: frozenset[str]


def ask(client: Client, method: str, address: str, data: Mapping[str, Any] | None = None) -> Answer:
    """Send a request; what it changes is undone."""
    mail.outbox, cookies = [], client.cookies.copy()
    if method == "POST":
        caches["throttles"].clear()
    written: set[str] = set()
    with undone(), connection.execute_wrapper(note_writes(written)):
        response = client.generic_request(method, address, data)
        body = content_of(response)
    client.cookies = cookies  # who signed out is signed in again
    sent = [f"{message.subject} {message.body} {message.to}" for message in mail.outbox]
    text = "\n".join([*(f"{name}: {value}" for name, value in response.items()), body, *sent])
    return Answer(response.status_code, response.get("Location", ""), text, body, frozenset(written - OWN_TABLES))


class Asker(Client):
    """A client that gives errors of the server as answers."""

    def __init__(self) -> None:
        super().__init__(raise_request_exception=False)

    def generic_request(self, method: str, address: str, data: Mapping[str, Any] | None) -> Any:
        return self.post(address, data or {}) if method == "POST" else self.get(address)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def note_writes(written: set[str]) -> Any:
    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if match := WRITE.match(sql):
            written.add(match.group(1))
        return execute(sql, params, many, context)

    return note


def content_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace")


def form_of(answer: Answer) -> dict[str, Any]:
    """What a browser would send of the form on a screen or in a dialogue, without a button."""
    html = answer.body
    if html.startswith("{"):
        html = json.loads(html).get("html") or ""
    forms = BeautifulSoup(html, "html.parser").select("form[method=post i]")
    form = max(forms, key=lambda one: len(one.select("[name]")), default=None)
    return {} if form is None else dict(fields_of(form))


def fields_of(form: Any) -> Iterator[tuple[str, Any]]:
    for field in form.select("input[name], textarea[name], select[name]"):
        kind = field.get("type", "")
        if field.name == "select":
            chosen = [option.get("value", "") for option in field.select("option[selected]")]
            yield field["name"], chosen if field.has_attr("multiple") else next(iter(chosen), "")
        elif field.name == "textarea":
            yield field["name"], field.text.removeprefix("\n")
        elif kind not in ("checkbox", "radio", "file", "submit", "button") or field.has_attr("checked"):
            yield field["name"], field.get("value", "")
