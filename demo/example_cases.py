"""Sends in the demo's cases and lets the demo's users handle them, so that the desk has one in each state."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.choices import Role
from accounts.models import Membership
from demo.backdating import as_of
from library_plans.models import Plan
from organisations.models import Organisation
from submissions import workflow
from submissions.choices import Channel, Kind
from submissions.models import Submission

Row = Mapping[str, Any]
CASES_FILE = Path(__file__).parent / "data" / "example_cases.toml"
CONTACT = workflow.ContactDetails("Kim Exempel", "kim.exempel@example.org")


def load_example_cases() -> int:
    """Make the missing cases; returns their number. The demo's users must be there."""
    rows = sorted(tomllib.loads(CASES_FILE.read_text("utf-8"))["case"], key=lambda row: row["days"], reverse=True)
    missing = [row for row in rows if not Submission.objects.filter(title=row["title"]).exists() and has_plan(row)]
    for row in missing:
        with as_of(days_ago(row["days"][0])):
            case = send(row)
        handle(case, row)
    return len(missing)


def has_plan(row: Row) -> bool:
    """Whether the plan that a case is about, if it is about one, is in the register."""
    return "plan" not in row or Plan.objects.filter(title=row["plan"]).exists()


def days_ago(days: int) -> datetime:
    """Noon of an earlier day of this year: the number of a case tells the year in which it was received."""
    now = timezone.localtime()
    noon = (now - timedelta(days=days)).replace(hour=12, minute=0, second=0, microsecond=0)
    return min(now, max(noon, noon.replace(year=now.year, month=1, day=1)))


def send(row: Row) -> Submission:
    organisation = Organisation.objects.get(code=row["organisation"])
    sender = demo_user(organisation)
    channel = Channel.ACCOUNT if sender else Channel.LINK
    if row["kind"] == Kind.TIP:
        sender, channel = None, Channel.OPEN_FORM
    plan = {"plan": Plan.objects.get(title=row["plan"]).pk} if "plan" in row else {}
    return workflow.receive(
        kind=Kind(row["kind"]),
        organisation=organisation,
        title=row["title"],
        channel=channel,
        data={"title": row["title"], **plan, **row["data"]},
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
    for step, days in zip(row["steps"], row["days"][1:], strict=True):
        who, verb = step.split()
        with as_of(days_ago(days)):
            case = VERBS[verb](case, people[who], row)


def ask_completion(case: Submission, user: Any, row: Row) -> Submission:
    """The answer is late."""
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
