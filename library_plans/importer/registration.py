"""Registration of a collected file: the plan it belongs to, and its frozen copy."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.utils import timezone
from django.utils.translation import gettext as _

from delivery.disk_space import require_room
from extraction.office_conversion import accepted_media_type
from extraction.reasons import ReasonCode
from extraction.types import MediaType, TextState, Unreadable
from library_plans.choices import DecisionBody, DecisionKind, EditionVariant, OwnerRole, PlanKind
from library_plans.models import Decision, Edition, Plan, PlanOwner
from library_plans.models.editions import frozen_file_name, plan_files
from library_plans.status_periods.sync import batched_updates
from organisations.directory import OrganisationEntry
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class CollectedFile:
    """A file with its metadata from the collector. Without `owners` its plan stands in the list without owner."""

    content: bytes | Path
    name: str  # as the file was called where it was collected
    owners: tuple[str, ...] = ()  # codes, the first owner first; "09" is Gotland as region, "0980" as municipality
    kind: str = PlanKind.MUNICIPAL
    title: str = ""
    starts: date | None = None
    ends: date | None = None
    decided_on: date | None = None
    body: str = ""  # a value of DecisionBody, or the body's name
    section: str = ""
    dnr: str = ""
    variant: str = EditionVariant.ADOPTED
    language: str = "sv"
    source_url: str = ""
    fetched_at: datetime | None = None  # now, when not given
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class RegistrationResult:
    """The edition that holds the file, and what of it, its plan and the plan's decision is new in the register."""

    edition: Edition
    created: bool
    new_plan: bool = False
    new_decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """The plan that a collected file belongs to, and what was made of it."""

    plan: Plan
    is_new: bool = False
    new_decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the bytes themselves say."""

    sha256: str
    size: int
    media_type: MediaType


class UnknownOwner(Exception):
    """No organisation has the code; the message is a sentence for the collector."""


def register_file(collected: CollectedFile) -> RegistrationResult:
    """Register a file as an edition of its plan, with a frozen copy. It is not read here.

    Safe to run again: bytes that the plan has are known, and so are bytes that any plan has when no
    owner is given; what was registered in error is known too. A row belongs to the plan with the same
    first owner, kind and start (without start: the same title), else it makes a new one.

    Raises:
        UnknownOwner: A code that no organisation has. Nothing is stored.
        Unreadable: The file is larger than PLAN_FILE_MAX_BYTES, or of no format that is read. Nothing is stored.
        DiskFull: There is no room for it. Nothing is stored.
    """
    owners = [_find_organisation(code) for code in collected.owners]
    facts = _file_facts(collected.content)
    with batched_updates():
        known = _find_in_voided_plan(facts, owners[0], collected.kind) if owners else _find_bytes(facts)
        if known:
            return RegistrationResult(known, created=False)
        found = _get_or_create_plan(collected, owners)
        if known := Edition.all_objects.filter(plan=found.plan, sha256=facts.sha256).first():
            return RegistrationResult(known, created=False, new_decision=found.new_decision)
        edition = _create_edition(found.plan, collected, facts)
        return RegistrationResult(edition, True, found.is_new, found.new_decision)


def register_plan(collected: CollectedFile) -> FoundPlan:
    """Register the metadata of a plan whose file has not been collected; the content is ignored.

    Raises:
        UnknownOwner: A code that no organisation has. Nothing is stored.
    """
    with batched_updates():
        return _get_or_create_plan(collected, [_find_organisation(code) for code in collected.owners])


def register_edition(plan: Plan, collected: CollectedFile) -> RegistrationResult:
    """Register a file as an edition of a known plan; the metadata of plan and decision is ignored.

    Raises:
        Unreadable: The file is larger than PLAN_FILE_MAX_BYTES, or of no format that is read. Nothing is stored.
        DiskFull: There is no room for it. Nothing is stored.
    """
    facts = _file_facts(collected.content)
    with batched_updates():
        locked = Plan.objects.select_for_update().get(pk=plan.pk)
        if known := Edition.all_objects.filter(plan=locked, sha256=facts.sha256).first():
            return RegistrationResult(known, created=False)
        return RegistrationResult(_create_edition(locked, collected, facts), created=True)


def _find_bytes(facts: FileFacts) -> Edition | None:
    return Edition.all_objects.filter(sha256=facts.sha256).order_by("pk").first()


def _find_in_voided_plan(facts: FileFacts, first: Organisation, kind: str) -> Edition | None:
    """The edition with these bytes, where it belongs to a plan of the owner that was registered in error."""
    plans = Plan.all_objects.filter(voided_at__isnull=False, kind=kind)
    held = plans.filter(owners__organisation=first, owners__position=1)
    return Edition.all_objects.filter(plan__in=held, sha256=facts.sha256).order_by("pk").first()


def _find_organisation(code: str) -> Organisation:
    organisation = (
        Organisation.objects.filter(code=code).first() or Organisation.objects.filter(region_code=code).first()
    )
    if organisation is None:
        raise UnknownOwner(_("No organisation has the code %(code)s.") % {"code": code})
    return organisation


def role_by_code(code: str, organisation: Organisation | OrganisationEntry) -> str:
    """The role in which a code names an organisation: two digits are a region."""
    if len(code) == 2:
        return OwnerRole.REGION
    return OwnerRole.MUNICIPALITY if organisation.is_municipality else OwnerRole.OTHER


def _file_facts(content: bytes | Path) -> FileFacts:
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    if size > settings.PLAN_FILE_MAX_BYTES:
        megabytes = settings.PLAN_FILE_MAX_BYTES // 1024**2
        raise Unreadable(TextState.TOO_BIG, ReasonCode.FILE_TOO_LARGE, limit=megabytes)
    require_room(size)
    with _open(content) as file:
        media_type = accepted_media_type(file)
        file.seek(0)
        return FileFacts(hashlib.file_digest(file, "sha256").hexdigest(), size, media_type)


def _open(content: bytes | Path) -> io.BytesIO | io.BufferedReader:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def _get_or_create_plan(collected: CollectedFile, owners: Sequence[Organisation]) -> FoundPlan:
    """The plan of a collected file, and the decision that its metadata names, added once."""
    known = _find_plan(collected, owners[0]) if owners else None
    plan = known or _create_plan(collected, owners)
    decision = _add_decision(plan, collected, collected.decided_on) if collected.decided_on else None
    return FoundPlan(plan, known is None, decision)


def _find_plan(collected: CollectedFile, owner: Organisation) -> Plan | None:
    """The owner's plan of the kind with the same start, or the same title; nobody else makes one meanwhile."""
    first = Organisation.objects.select_for_update().get(pk=owner.pk)
    held = Plan.objects.filter(owners__organisation=first, owners__position=1, kind=collected.kind)
    same = held.filter(starts=collected.starts) if collected.starts else held.filter(title=collected.title)
    plan: Plan | None = same.order_by("pk").first()
    return plan


def _create_plan(collected: CollectedFile, owners: Sequence[Organisation]) -> Plan:
    plan = Plan.objects.create(
        title=(collected.title or Path(collected.name).stem)[:255],
        kind=collected.kind,
        starts=collected.starts,
        ends=collected.ends,
        is_example=collected.is_example,
    )
    for position, (code, organisation) in enumerate(zip(collected.owners, owners, strict=True), start=1):
        PlanOwner.objects.create(
            plan=plan,
            organisation=organisation,
            role=role_by_code(code, organisation),
            position=position,
        )
    return plan


def _add_decision(plan: Plan, collected: CollectedFile, decided_on: date) -> Decision | None:
    """The decision, if the plan did not have it."""
    is_draft = collected.variant == EditionVariant.CONSULTATION
    kind = DecisionKind.CONSULTATION if is_draft else DecisionKind.ADOPTION
    body, body_name = parse_body(collected.body)
    told = {"body": body, "body_name": body_name, "section": collected.section[:20], "dnr": collected.dnr[:60]}
    decision, created = Decision.all_objects.get_or_create(plan=plan, kind=kind, decided_on=decided_on, defaults=told)
    return decision if created else None


def parse_body(written: str) -> tuple[str, str]:
    """A body's code and its name as written: "Kommunfullmäktige" is kf, "Kulturnämnden" a committee by name."""
    name = written.strip()
    lower = name.casefold()
    for body in DecisionBody:
        if lower in (body.value, str(body.label).casefold()):
            return str(body.value), ""
    if lower.endswith(("nämnd", "nämnden", "utskott", "utskottet")):
        return DecisionBody.COMMITTEE, name[:120]
    return (DecisionBody.OTHER if name else ""), name[:120]


def _create_edition(plan: Plan, collected: CollectedFile, facts: FileFacts) -> Edition:
    last = Edition.all_objects.filter(plan=plan).order_by("-number").first()
    edition = Edition(
        plan=plan,
        number=last.number + 1 if last else 1,
        variant=collected.variant,
        language=collected.language,
        source_url=collected.source_url,
        fetched_at=collected.fetched_at or timezone.now(),
        original_name=collected.name[:255],
        sha256=facts.sha256,
        size=facts.size,
        media_type=facts.media_type,
    )
    edition.file.name = _store_file(edition, collected.content)
    edition.save()
    return edition


def _store_file(edition: Edition, content: bytes | Path) -> str:
    """Store the bytes and return their name; a complete copy is kept, an incomplete one replaced."""
    storage, name = plan_files(), frozen_file_name(edition, "")
    if storage.exists(name):
        if storage.size(name) == edition.size:
            return name
        storage.delete(name)
    with _open(content) as file:
        return storage.save(name, File(file, name=name))
