"""Enters accepted plans and decisions in the register, with their source case."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from extraction.types import Unreadable
from library_plans.choices import DecisionKind, PlanKind
from library_plans.extraction_messages import reason_with_advice
from library_plans.importer.local_file import local_file
from library_plans.importer.registration import (
    CollectedFile,
    RegistrationResult,
    parse_body,
    register_edition,
    register_file,
    register_plan,
)
from library_plans.models import Decision, Plan
from library_plans.status_periods.sync import batched_updates
from library_plans.tasks import read_edition_file
from submissions.choices import Channel
from submissions.models import Submission


def enter_plan(case: Submission, user: Any) -> dict[str, Any]:
    """The plan with its adoption, and an edition for each file; without a file the plan alone."""
    made: dict[str, Any] = {}
    with batched_updates():
        for attachment in case.attachments.all():
            with local_file(attachment) as path:
                result = register(collected(case, path, attachment.original_name))
            note_result(case, made, result)
            if result.created:
                read_edition_file.enqueue(result.edition.pk)
        if case.plan is None:
            found = register_plan(collected(case, b"", case.title))
            case.plan, case.decision = found.plan, found.new_decision
            made |= {"plan": found.plan.pk} if found.is_new else {}
        if "plan" in made:
            complete_plan(case)
    return made


def register(file: CollectedFile, plan: Plan | None = None) -> RegistrationResult:
    """The file as an edition of the plan that it belongs to, or of a given one."""
    try:
        return register_edition(plan, file) if plan else register_file(file)
    except Unreadable as refusal:
        raise ValidationError(reason_with_advice(refusal.reason)) from refusal


def note_result(case: Submission, made: dict[str, Any], result: RegistrationResult) -> None:
    case.plan, case.edition = result.edition.plan, result.edition
    case.decision = result.new_decision or case.decision
    made |= {"plan": case.plan.pk} if result.new_plan else {}
    made |= {"edition": result.edition.pk} if result.created else {}
    made |= {"decision": result.new_decision.pk} if result.new_decision else {}


def complete_plan(case: Any) -> None:
    """What a collected file does not tell: that the plan has no end, and which case it came with."""
    plan = Plan.objects.get(pk=case.plan.pk)
    plan.until_further_notice = plan.ends is None
    plan.internal_note = source_note(case)
    plan.save()


def collected(case: Submission, content: Any, name: str) -> CollectedFile:
    """The case as the importer takes it."""
    data, organisation = case.data, case.organisation
    is_regional = bool(organisation.region_code) and not organisation.is_municipality
    return CollectedFile(
        content=content,
        name=name,
        owners=(organisation.code,),
        kind=PlanKind.REGIONAL if is_regional else PlanKind.MUNICIPAL,
        title=data.get("title") or case.title,
        starts=day(data.get("starts")),
        ends=day(data.get("ends")),
        decided_on=day(data.get("decided_on")),
        body=data.get("body") or "",
        section=data.get("section") or "",
        dnr=data.get("dnr") or "",
        source_url=case.source_url,
        fetched_at=case.received_at,
    )


def enter_decision(case: Submission, user: Any) -> dict[str, Any]:
    """The decision in the history of its plan."""
    data = case.data
    plan = Plan.objects.filter(pk=data.get("plan") or 0, owners__organisation=case.organisation).first()
    decided_on = day(data.get("decided_on"))
    if plan is None or decided_on is None:
        raise ValidationError(_("The case does not say which plan was decided on, and when. Ask for a completion."))
    body, body_name = parse_body(data.get("body") or "")
    kind, new_end = DecisionKind(data.get("decision_kind") or DecisionKind.EXTENSION), day(data.get("new_end"))
    with batched_updates():
        decision = Decision.objects.create(
            plan=plan,
            kind=kind,
            body=body,
            body_name=body_name,
            decided_on=decided_on,
            section=(data.get("section") or "")[:20],
            dnr=(data.get("dnr") or "")[:60],
            new_end=new_end,
            until_further_notice=kind == DecisionKind.EXTENSION and new_end is None,
            minutes_url=case.source_url[:500],
        )
        note_case(plan, case)
    case.plan, case.decision = plan, decision
    return {"decision": decision.pk}


def enter_edition(case: Submission, user: Any) -> dict[str, Any]:
    """The file that the link monitor found as a new edition of its plan; any other tip becomes nothing by itself."""
    file = case.attachments.first()
    plan = Plan.objects.filter(pk=case.data.get("plan") or 0).first()
    if case.channel != Channel.MONITOR or file is None or plan is None:
        return {}
    with batched_updates(), local_file(file) as path:
        result = register(collected(case, path, file.original_name), plan)
        note_case(plan, case)
    case.plan, case.edition = plan, result.edition
    if result.created:
        read_edition_file.enqueue(result.edition.pk)
    return {"edition": result.edition.pk} if result.created else {}


def note_case(plan: Plan, case: Submission) -> None:
    plan.internal_note = f"{plan.internal_note}\n{source_note(case)}".strip()
    plan.save()


def source_note(case: Submission) -> str:
    """What the register's internal note says of the case."""
    return _("Case %(number)s") % {"number": case.number}


def day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
