"""How a case comes to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Membership
from accounts.rules import NOBODY
from audit.log import roles_of
from organisations.models import Organisation
from submissions.choices import Channel, EventType, Kind, SkipReason, State
from submissions.models import Attachment, Contact, Submission
from submissions.models.cases import case_place
from submissions.models.numbers import next_number
from submissions.refusals import Refused
from submissions.rules import CasePlace, Refusal, first_step, may_send_for
from submissions.workflow.transitions import Transition, person, store


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """Who sends, as they wrote it."""

    name: str = ""
    email: str = ""
    phone: str = ""


def receive(
    *,
    kind: Kind,
    organisation: Organisation,
    title: str,
    channel: Channel,
    data: Mapping[str, Any] | None = None,
    sender: Any = None,
    contact: ContactDetails | None = None,
    source_url: str = "",
    attachments: Iterable[Attachment] = (),
) -> Submission:
    """Store a case with its number, its files and its first events: all of it or nothing.

    `data` are the fields of the form by name, as JSON (days as 2026-11-30), without anything personal: that stands in
    `contact`. `sender` is a user, or None by a link or the open form. The attachments are those of the form's draft.

    Raises:
        Refused: The sender has an account and does not act for the organisation.
    """
    place = case_place(organisation)
    actor = person(sender).actor if sender is not None else NOBODY
    if sender is not None and not may_send_for(actor, place):
        raise Refused(Refusal.NOT_YOURS)
    step, skipped = first_step(channel, place, actor, has_officer=has_officer(place))
    with transaction.atomic():
        case = Submission(
            number=next_number(timezone.localdate().year),
            kind=kind,
            organisation=organisation,
            title=title[:255],
            channel=channel,
            data=dict(data or {}),
            sender=sender,
            sender_role=roles_of(sender)[:255] if sender is not None else "",
            contact=Contact.objects.create(**asdict(contact)) if contact else None,
            source_url=source_url,
            step=step,
        )
        case.save()
        for attachment in attachments:
            attachment.bind_to(case)
        store_first_events(case, skipped)
    return case


def store_first_events(case: Submission, skipped: SkipReason | None) -> None:
    """That the case was received, and why it is not the region's turn where the timeline must tell."""
    received = Transition(case, EventType.RECEIVED, case.sender)
    received.payload = {"fields": sorted(case.data)}
    store(received, None)
    if skipped:
        passed_on = Transition(case, EventType.REGION_SKIPPED, None)
        passed_on.payload = {"reason": skipped.value}
        store(passed_on, State.RECEIVED)


def has_officer(place: CasePlace) -> bool:
    """Whether anybody is the officer of the county's region today."""
    officers = Membership.objects.active().filter(role=Role.REGION_OFFICER)
    return officers.in_county(place.county).exists() if place.county else False
