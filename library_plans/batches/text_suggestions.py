"""What the text of a file suggests for its row, by field, with the page and the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from library_plans.choices import ADOPTIONS, DecisionBody, PlanKind
from library_plans.owner_suggestions import suggest_owners, sure_owner
from library_plans.suggestions import PlanSuggestion, Suggested, SuggestedDecision, suggest_plan
from organisations.directory import OrganisationDirectory

OWNER_PAGES = 3  # of each file, to suggest an owner from
OTHER_DECISIONS = "decisions"  # no field: what the text tells of decisions that are not entered

Found = dict[str, Any]  # value as it is stored in JSON, page and quote; page 0 is the name of the file


def text_suggestions(file_name: str, pages: Sequence[str], directory: OrganisationDirectory) -> dict[str, Found]:
    """The suggestions of a text by the field that they are for, an owner only when it is sure."""
    plan = suggest_plan(pages)
    found = dict([*owner_suggestions(file_name, pages, directory), *plan_suggestions(plan)])
    is_region = "owner_codes" in found and len(found["owner_codes"]["value"]) == 2
    if is_region and found.get("kind", {"value": PlanKind.MUNICIPAL})["value"] == PlanKind.MUNICIPAL:
        found["kind"] = {**found["owner_codes"], "value": PlanKind.REGIONAL.value}
    return found


def owner_suggestions(
    file_name: str, pages: Sequence[str], directory: OrganisationDirectory
) -> Iterator[tuple[str, Found]]:
    suggestions = suggest_owners(file_name, pages[:OWNER_PAGES], directory)
    if owner := sure_owner(suggestions):
        place = suggestions[0].evidence
        yield "owner_codes", told(owner.code, place.page, f"{place.before}{place.name}{place.after}")


def plan_suggestions(plan: PlanSuggestion) -> Iterator[tuple[str, Found]]:
    """Kind, title, version, period and the adoption; further decisions in words."""
    if plan.kind:
        yield "kind", from_text(plan.kind, plan.kind.value.value)
        yield "title", from_text(plan.kind, plan.kind.quote)
    if plan.variant.quote:
        yield "variant", from_text(plan.variant, plan.variant.value.value)
    if plan.period:
        days = (("starts", plan.period.value.starts), ("ends", plan.period.value.ends))
        yield from ((name, from_text(plan.period, day.isoformat())) for name, day in days if day)
    adoptions = [decision for decision in plan.decisions if decision.value.kind in ADOPTIONS]
    for decision in adoptions[:1]:
        yield from decision_suggestions(decision)
    if others := [decision for decision in plan.decisions if decision not in adoptions[:1]]:
        words = ", ".join(f"{one.value.kind.label} {one.value.decided_on.isoformat()}" for one in others)
        yield OTHER_DECISIONS, from_text(others[0], words)


def decision_suggestions(decision: Suggested[SuggestedDecision]) -> Iterator[tuple[str, Found]]:
    value = decision.value
    body = value.body_name or (str(DecisionBody(value.body).label) if value.body else "")
    said = {"decided_on": value.decided_on.isoformat(), "body": body, "section": value.section, "dnr": value.dnr}
    yield from ((name, from_text(decision, written)) for name, written in said.items() if written)


def from_text(suggested: Suggested[Any], value: str) -> Found:
    return {**told(value, suggested.page, suggested.quote), "in_doubt": suggested.in_doubt}


def told(value: str, page: int, quote: str) -> Found:
    return {"value": value, "page": page, "quote": quote[:300], "in_doubt": False}
