"""Sends in the demo's cases and lets the demo's users handle them, so that the desk has one in each state."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.choices import Role
from accounts.models import Membership
from organisations.models import Organisation
from submissions import workflow
from submissions.choices import Channel, Kind
from submissions.models import Submission

Row = Mapping[str, Any]
CASES_FILE = Path(__file__).parent / "data" / "example_cases.toml"
CONTACT = workflow.ContactDetails("Kim Exempel", "kim.exempel@example.org")


def load_example_cases() -> int:
    """Make the missing cases; returns their number. The demo's users must be there."""
    rows = tomllib.loads(CASES_FILE.read_text("utf-8"))["case"]
    missing = [row for row in rows if not Submission.objects.filter(title=row["title"]).exists()]
    for row in missing:
        handle(send(row), row)
    return len(missing)


def send(row: Row) -> Submission:
    organisation = Organisation.objects.get(code=row["organisation"])
    sender = demo_user(organisation)
    channel = Channel.ACCOUNT if sender else Channel.LINK
    if row["kind"] == Kind.TIP:
        sender, channel = None, Channel.OPEN_FORM
    return workflow.receive(
        kind=Kind(row["kind"]),
        organisation=organisation,
        title=row["title"],
        channel=channel,
        data={"title": row["title"], **row["data"]},
        sender=sender,
        contact=None if sender else CONTACT,
    )


def demo_user(organisation: Organisation) -> Any:
    """The user of the demo who acts for an organisation; None for most."""
    membership = Membership.objects.active().filter(organisation=organisation).exclude(role=Role.READER).first()
    return membership.user if membership else None


def handle(case: Submission, row: Row) -> None:
    """Do what has happened since: `who verb`."""
    region = Organisation.objects.get(region_code=case.organisation.county_code)
    kb = Organisation.objects.get(kind="national")
    people = {"region": demo_user(region), "kb": demo_user(kb), "sender": None}
    for step in row["steps"]:
        who, verb = step.split()
        case = VERBS[verb](case, people[who], row)


def ask_completion(case: Submission, user: Any, row: Row) -> Submission:
    """Asked for a while ago: the answer is late."""
    late = timezone.localdate() - timedelta(days=4)
    return workflow.ask_completion(case, user, row["ask"], row["message"], answer_by=late)


VERBS: Mapping[str, Callable[[Submission, Any, Row], Submission]] = {
    "take_up": lambda case, user, row: workflow.take_up(case, user),
    "ask_completion": ask_completion,
    "endorse": lambda case, user, row: workflow.endorse(case, user),
    "accept": lambda case, user, row: workflow.accept(case, user),
    "decline": lambda case, user, row: workflow.decline(case, user, row["message"]),
    "publish": lambda case, user, row: workflow.publish(case, user),
    "mark_done": lambda case, user, row: workflow.mark_done(case, user, message=row["message"]),
    "void": lambda case, user, row: workflow.void(case, user, row["message"]),
    "withdraw": lambda case, user, row: workflow.withdraw(case, user, message=row["message"], by_link=True),
}
