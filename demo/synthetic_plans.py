"""Synthetic earlier plans for every owner of the register, to measure the cost of pages in a large register.

Each plan has an owner, one or two decisions and one short edition with a readable file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.core.files.base import ContentFile
from django.db import transaction

from demo.stable_random import stable_hash
from extraction.types import MediaType, PassageKind, TextState
from library_plans.choices import DecisionBody, DecisionKind, OwnerRole, PlanKind
from library_plans.indexing import refresh_editions
from library_plans.models import Decision, Edition, EditionPage, Passage, Plan, PlanOwner
from library_plans.models.editions import frozen_file_name, plan_files
from library_plans.status_periods.sync import rebuild_periods
from organisations.models import Organisation

LAST_START = 2023  # the last generation starts in one of the four years from here
PLAN_YEARS = 4
BATCH = 500
COLLECTED = datetime(2026, 1, 12, 8, tzinfo=UTC)
PARAGRAPHS = (
    "Biblioteksplanen för {name} gäller biblioteksverksamheten {first}–{last}. Det här är en exempeltext.",
    "Biblioteket i {name} arbetar med läsfrämjande för barn och unga tillsammans med förskola och skola.",
)


@dataclass(frozen=True, slots=True)
class SyntheticPlan:
    """A plan to create, with its edition and passages."""

    organisation: Organisation
    role: OwnerRole
    start: int

    @property
    def slug(self) -> str:
        return f"{self.role}-{self.start}-{self.start + PLAN_YEARS - 1}"

    @property
    def title(self) -> str:
        kind = "Regional biblioteksplan" if self.role == OwnerRole.REGION else "Biblioteksplan"
        return f"{kind} {self.start}–{self.start + PLAN_YEARS - 1}"

    @property
    def passages(self) -> tuple[str, ...]:
        name = self.organisation.display_name
        return (
            self.title,
            *(text.format(name=name, first=self.start, last=self.start + PLAN_YEARS - 1) for text in PARAGRAPHS),
        )

    @property
    def content(self) -> bytes:
        """The edition's file: the passages as HTML."""
        title, *texts = self.passages
        paragraphs = "".join(f"<p>{text}</p>" for text in texts)
        page = f"<!DOCTYPE html><html lang='sv'><title>{title}</title><body><h1>{title}</h1>{paragraphs}</body></html>"
        return page.encode()


def load_synthetic_plans(generations: int) -> int:
    """Create the missing ones of `generations` earlier plans for each of the 311 owners in a role.

    Returns:
        How many plans are new.
    """
    held = set(PlanOwner.objects.values_list("organisation", "slug"))
    wanted = [row for row in synthetic_plans(generations) if (row.organisation.pk, row.slug) not in held]
    with transaction.atomic():
        editions = create_rows(wanted)
        rebuild_periods()
        refresh_editions(edition.pk for edition in editions)
    return len(wanted)


def synthetic_plans(generations: int) -> Iterator[SyntheticPlan]:
    """The plans of every owner in each of its roles, the earliest first."""
    for organisation in Organisation.objects.in_kb_order():
        roles = {
            OwnerRole.MUNICIPALITY: organisation.is_municipality,
            OwnerRole.REGION: organisation.region_code is not None,
        }
        for role in (role for role, held in roles.items() if held):
            last = LAST_START + stable_hash(organisation.code, role) % PLAN_YEARS
            for generation in reversed(range(generations)):
                yield SyntheticPlan(organisation, role, last - PLAN_YEARS * generation)


def create_rows(rows: list[SyntheticPlan]) -> list[Edition]:
    """Create the plans and their related rows in bulk; returns the editions."""
    plans = Plan.objects.bulk_create([plan(row) for row in rows], batch_size=BATCH)
    pairs = list(zip(rows, plans, strict=True))
    link_predecessors(pairs)
    owners = [PlanOwner(plan=plan, organisation=row.organisation, role=row.role, slug=row.slug) for row, plan in pairs]
    PlanOwner.objects.bulk_create(owners, batch_size=BATCH)
    Decision.objects.bulk_create([one for row, plan in pairs for one in decisions(row, plan)], batch_size=BATCH)
    editions = Edition.objects.bulk_create([edition(row, plan) for row, plan in pairs], batch_size=BATCH)
    EditionPage.objects.bulk_create(
        [EditionPage(edition=edition, number=1, state=TextState.TEXT) for edition in editions], batch_size=BATCH
    )
    Passage.objects.bulk_create(
        [one for row, edition in zip(rows, editions, strict=True) for one in passages(row, edition)], batch_size=BATCH
    )
    return editions


def plan(row: SyntheticPlan) -> Plan:
    return Plan(
        title=row.title,
        kind=PlanKind.REGIONAL if row.role == OwnerRole.REGION else PlanKind.MUNICIPAL,
        starts=date(row.start, 1, 1),
        ends=date(row.start + PLAN_YEARS - 1, 12, 31),
        act=2013 if row.start > 2013 else 1996,
        is_example=True,
    )


def link_predecessors(pairs: Iterable[tuple[SyntheticPlan, Plan]]) -> None:
    """Set the predecessor of each plan to the previous one of the same owner and role."""
    known = {(row.organisation.pk, row.role, row.start): plan for row, plan in pairs}
    linked = []
    for (organisation, role, start), plan in known.items():
        plan.predecessor = known.get((organisation, role, start - PLAN_YEARS))
        if plan.predecessor:
            linked.append(plan)
    Plan.objects.bulk_update(linked, ["predecessor"], batch_size=BATCH)


def decisions(row: SyntheticPlan, plan: Plan) -> Iterator[Decision]:
    """The adoption, and for every third plan an extension by a year."""
    region = row.role == OwnerRole.REGION
    body = DecisionBody.REGIONAL_COUNCIL if region else DecisionBody.MUNICIPAL_COUNCIL
    number = stable_hash(row.organisation.code, row.slug)
    yield Decision(
        plan=plan,
        kind=DecisionKind.ADOPTION,
        body=body,
        decided_on=date(row.start - 1, 9 + number % 3, 1 + number % 28),
        section=f"§ {40 + number % 200}",
        dnr=f"KS {row.start - 1}/{100 + number % 900}",
    )
    if number % 3 == 0:
        last = row.start + PLAN_YEARS - 1
        yield Decision(
            plan=plan,
            kind=DecisionKind.EXTENSION,
            body=body,
            decided_on=date(last, 10, 1 + number % 28),
            new_end=date(last + 1, 12, 31),
        )


def edition(row: SyntheticPlan, plan: Plan) -> Edition:
    """The unsaved edition with its stored file, marked as read."""
    content = row.content
    made = Edition(
        plan=plan,
        number=1,
        source_url=f"https://{row.organisation.code}.example.org/{row.slug}.html",
        fetched_at=COLLECTED,
        original_name=f"{row.slug}.html",
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=MediaType.HTML,
        page_count=1,
        state=TextState.TEXT,
    )
    storage, name = plan_files(), frozen_file_name(made, "")
    made.file.name = name if storage.exists(name) else storage.save(name, ContentFile(content))
    return made


def passages(row: SyntheticPlan, edition: Edition) -> Iterator[Passage]:
    """A heading and the paragraphs below it."""
    title, *texts = row.passages
    yield Passage(edition=edition, page_number=1, position=1, kind=PassageKind.HEADING, level=1, text=title)
    for position, text in enumerate(texts, start=2):
        kind = PassageKind.PARAGRAPH
        yield Passage(edition=edition, page_number=1, position=position, kind=kind, heading_path=[title], text=text)
