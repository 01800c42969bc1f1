"""Loads the demo's documents into the register. Safe to run again, also after an interruption."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime, time
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from demo.places import DATA
from demo.types import ExampleDocument, PlanFacts
from extraction.types import TextState
from library_plans.choices import OwnerRole
from library_plans.importer.registration import CollectedFile, RegistrationResult, register_file
from library_plans.models import Decision, Edition, Plan, PlanOwner
from library_plans.status_periods.sync import batched_updates
from organisations.models import Organisation

ROOT = Path(__file__).parent
RENDERING_PACKAGES = (
    "reportlab",
    "fpdf2",
    "python-docx",
    "lxml",
    "pillow",
    "pypdfium2",
)  # packages that the bytes depend on


def fingerprint() -> str:
    """A digest of code, texts and packages: the same fingerprint means the same files."""
    digest = hashlib.sha256("".join(version(name) for name in RENDERING_PACKAGES).encode())
    for path in sorted([*ROOT.rglob("*.py"), *ROOT.rglob("*.txt"), *ROOT.rglob("*.toml"), DATA]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _checksums(name: str) -> Path:
    return Path(settings.VAR_DIR) / "demo" / f"{name}-{fingerprint()}.json"


def save_checksums(name: str, documents: dict[str, str]) -> None:
    """Store the checksums of a set of documents, so that the next run can recognise them without rendering."""
    path = _checksums(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(documents, indent=1, ensure_ascii=False), "utf-8")


def was_rendered(name: str) -> bool:
    """Whether the documents of the set have been rendered and read, in this database or another."""
    return _checksums(name).exists()


def is_loaded(name: str) -> bool:
    """Whether every document of the set is in the register and has been read."""
    if not was_rendered(name):
        return False
    expected = set(json.loads(_checksums(name).read_text("utf-8")).values())
    examples = Edition.objects.filter(plan__is_example=True).exclude(state=TextState.PENDING)
    return expected <= set(examples.values_list("sha256", flat=True))


@batched_updates()
def register_document(document: ExampleDocument) -> RegistrationResult:
    """Register a document and update the facts of its plan. The file is not read here."""
    facts = document.plan
    registration = register_file(
        CollectedFile(
            content=document.data,
            name=document.name,
            owners=facts.owner_codes,
            kind=facts.kind,
            title=facts.title,
            starts=facts.starts,
            ends=facts.ends,
            variant=document.variant,
            language=document.language,
            source_url=document.source_url,
            fetched_at=datetime.combine(document.fetched_on, time(8), UTC),
            is_example=True,
        )
    )
    update_plan_facts(registration.edition.plan, facts)
    return registration


def update_plan_facts(plan: Plan, facts: PlanFacts) -> None:
    """Store what registration does not: decisions, the act, and whether the plan has an end."""
    plan.until_further_notice = facts.until_further_notice
    plan.adopted_date_unknown = facts.adopted_date_unknown
    plan.act = facts.act
    plan.save()
    for one in facts.decisions:
        Decision.objects.get_or_create(
            plan=plan,
            kind=one.kind,
            decided_on=one.decided_on,
            defaults={
                "body": one.body,
                "body_name": one.body_name,
                "section": one.section,
                "dnr": one.dnr,
                "new_end": one.new_end,
                "until_further_notice": one.until_further_notice,
            },
        )


@batched_updates()
def register_without_file(facts: PlanFacts) -> Plan:
    """Register a plan of which only decisions are known, such as the assignment to write it."""
    held = Plan.objects.filter(owners__organisation__code=facts.owner_codes[0], kind=facts.kind, title=facts.title)
    plan = held.first()
    if plan is None:
        plan = Plan.objects.create(
            title=facts.title, kind=facts.kind, starts=facts.starts, ends=facts.ends, is_example=True
        )
        owner = Organisation.objects.get(code=facts.owner_codes[0])
        role = OwnerRole.MUNICIPALITY if owner.is_municipality else OwnerRole.REGION
        PlanOwner.objects.create(plan=plan, organisation=owner, role=role, slug=facts.key.split("-", 1)[1])
    update_plan_facts(plan, facts)
    return plan


@batched_updates()
def link_predecessors(plans: Iterable[tuple[PlanFacts, Plan]]) -> None:
    """Set the predecessor of each plan."""
    known = {facts.key: (facts, plan) for facts, plan in plans}
    for facts, plan in known.values():
        if facts.predecessor in known:
            plan.predecessor = known[facts.predecessor][1]
            plan.save(update_fields=["predecessor"])
