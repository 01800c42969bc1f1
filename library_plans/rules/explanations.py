"""How the rules explain themselves: one Swedish sentence, with the decision that proves it."""

from __future__ import annotations

from datetime import date

from library_plans.choices import DecisionBody
from library_plans.rules.snapshots import DecisionSnapshot

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
BODIES = {
    DecisionBody.MUNICIPAL_COUNCIL: "kommunfullmäktige",
    DecisionBody.MUNICIPAL_BOARD: "kommunstyrelsen",
    DecisionBody.REGIONAL_COUNCIL: "regionfullmäktige",
    DecisionBody.REGIONAL_BOARD: "regionstyrelsen",
    DecisionBody.COMMITTEE: "nämnden",
    DecisionBody.ASSOCIATION_BOARD: "förbundets direktion",
}


def written(day: date) -> str:
    """A day as it is written in running text.

    >>> written(date(2023, 10, 26))
    '26 oktober 2023'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def body_of(decision: DecisionSnapshot) -> str:
    """Who decided, as it stands in a sentence; empty when the register does not say."""
    return decision.body_name or BODIES.get(DecisionBody(decision.body), "") if decision.body else decision.body_name


def reference(decision: DecisionSnapshot) -> str:
    """Section and reference number of a decision, in brackets, for the end of a sentence."""
    parts = [decision.section, f"dnr {decision.dnr}" if decision.dnr else ""]
    inside = ", ".join(part for part in parts if part)
    return f" ({inside})" if inside else ""


def decided(decision: DecisionSnapshot, verb: str) -> str:
    """Verb, body, day and reference: 'antagen av kommunfullmäktige 26 oktober 2023 (dnr KS 2023/181)'."""
    body = body_of(decision)
    return f"{verb}{f' av {body}' if body else ''} {written(decision.decided_on)}{reference(decision)}"


def adopted(decision: DecisionSnapshot | None) -> str:
    """How the plan came to be, also when nobody knows when."""
    return decided(decision, "antagen") if decision else "antagen, men registret saknar datum för beslutet"
