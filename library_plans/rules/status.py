"""The state of a plan on a day, with its reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from library_plans.choices import ADOPTIONS, DecisionKind, StatusCode
from library_plans.rules.counting_rule import KB_2021, Rule
from library_plans.rules.explanations import adopted, decided, written
from library_plans.rules.periods import (
    ONE_DAY,
    End,
    adoption,
    change_days,
    counts_from,
    effective_end,
    holds_as_adopted,
    is_adopted,
    known_decisions,
    possible_ends,
)
from library_plans.rules.snapshots import DecisionSnapshot, PlanSnapshot

SOON = timedelta(days=365)


LABELS = {
    StatusCode.IN_FORCE: "Gällande",
    StatusCode.EXTENDED: "Förlängd",
    StatusCode.COMING: "Antagen, börjar gälla senare",
    StatusCode.EXPIRED: "Utgången, högst två år",
    StatusCode.CONSULTATION: "Under remiss",
    StatusCode.ASSIGNED: "Beslut att ta fram",
    StatusCode.LONG_EXPIRED: "Utgången, mer än två år",
    StatusCode.UNCLEAR: "Uppgift saknas",
    StatusCode.NONE: "Ingen plan känd",
}
PLAN_CODES = tuple(code for code in StatusCode if code is not StatusCode.NONE)
IN_FORCE_CODES = (StatusCode.IN_FORCE, StatusCode.EXTENDED)
STEPS: dict[str, str] = {
    DecisionKind.ASSIGNMENT: "beslut att ta fram den, fattat",
    DecisionKind.CONSULTATION: "sänd på remiss",
    DecisionKind.REFERRED_BACK: "återremitterad",
}
PREPARATION = tuple(STEPS)


@dataclass(frozen=True, slots=True)
class Status:
    """A state with its reason: `sentence` is for a reader, `evidence` the decision it rests on, if any.

    `last` is the last day by the decisions known (None: no end is decided); `notes` are short words shown
    beside the state. `plan` is the id of the plan that gives an owner its state, 0 when none does.
    """

    code: StatusCode
    sentence: str
    evidence: DecisionSnapshot | None = None
    last: date | None = None
    notes: tuple[str, ...] = ()
    plan: int = 0

    @property
    def label(self) -> str:
        return LABELS[self.code]

    @property
    def in_force(self) -> bool:
        return self.code in IN_FORCE_CODES


def status(snapshot: PlanSnapshot, on: date, rule: Rule = KB_2021) -> Status:
    """The state of one plan on a day: one of the first eight codes."""
    if is_adopted(snapshot, on):
        return of_adopted(snapshot, on, rule)
    return of_unadopted(snapshot, on)


def is_current(snapshot: PlanSnapshot, on: date, rule: Rule = KB_2021) -> bool:
    """Whether KB counts the plan as *aktuell*: a measure of its own, not derived from the state."""
    begins = counts_from(snapshot, on)
    if not is_adopted(snapshot, on) or begins is None or begins > on:
        return False
    end = effective_end(snapshot, on)
    if end.last is not None:
        return end.last.year >= on.year - rule.grace_years
    return end.by is not None or begins.year >= on.year - rule.open_years


def of_adopted(snapshot: PlanSnapshot, on: date, rule: Rule) -> Status:
    proof = adoption(snapshot, on)
    begins = counts_from(snapshot, on)
    end = effective_end(snapshot, on)
    if end.last and end.last < on:
        return expired(snapshot, on, end.last, end, rule)
    if begins is None:
        sentence = f"Planen är {adopted(proof)}, och uppgift om när den gäller saknas."
        return Status(StatusCode.UNCLEAR, sentence, proof, end.last, plan=snapshot.id)
    if begins > on:
        sentence = f"Börjar gälla {written(begins)}: {adopted(proof)}."
        return Status(StatusCode.COMING, sentence, proof, end.last, plan=snapshot.id)
    notes = notes_beside(snapshot, on, end)
    if end.by and not holds_as_adopted(snapshot, on):
        return Status(StatusCode.EXTENDED, extended(snapshot, end), end.by, end.last, notes, plan=snapshot.id)
    until = f"Gäller till och med {written(end.last)}" if end.last else "Gäller tills vidare"
    if not end.last and not snapshot.until_further_notice:
        until = "Gäller tills den ersätts, eftersom inget slutdatum är angivet"
    return Status(StatusCode.IN_FORCE, f"{until}: {adopted(proof)}.", proof, end.last, notes, plan=snapshot.id)


def extended(snapshot: PlanSnapshot, end: End) -> str:
    until = f"till och med {written(end.last)}" if end.last else "tills en ny plan gäller"
    period = f" Perioden som antogs gick ut {written(snapshot.ends)}." if snapshot.ends else ""
    return f"Förlängd {until}: {decided(end.by, 'beslutat')}.{period}" if end.by else ""


def expired(snapshot: PlanSnapshot, on: date, last: date, end: End, rule: Rule) -> Status:
    proof = adoption(snapshot, on)
    recent = last.year >= on.year - rule.grace_years
    code = StatusCode.EXPIRED if recent else StatusCode.LONG_EXPIRED
    evidence = end.by or proof
    if end.replaced:
        sentence = f"Gällde till och med {written(last)}, då en senare plan tog över: {adopted(proof)}."
    elif end.by and end.by.kind == DecisionKind.REVOCATION:
        sentence = f"Gällde till och med {written(last)}: {decided(end.by, 'upphävd')}."
    elif end.by:
        sentence = f"Gick ut {written(last)} efter förlängning: {decided(end.by, 'beslutad')}."
    else:
        sentence = f"Gick ut {written(last)}: {adopted(proof)}."
    return Status(code, sentence, evidence, last, preparation_notes(snapshot, on), plan=snapshot.id)


def of_unadopted(snapshot: PlanSnapshot, on: date) -> Status:
    step = last_step(snapshot, on)
    if step is None and snapshot.first_consultation_on and snapshot.first_consultation_on <= on:
        sentence = "En remissversion är insamlad, men inget beslut att anta planen är känt."
        return Status(StatusCode.CONSULTATION, sentence, plan=snapshot.id)
    if step is None:
        return Status(StatusCode.UNCLEAR, "Uppgift om när planen antogs saknas i registret.", plan=snapshot.id)
    if step.kind == DecisionKind.REVOCATION:
        sentence = f"Arbetet med planen är avbrutet: {decided(step, 'beslutat')}."
        return Status(StatusCode.UNCLEAR, sentence, step, plan=snapshot.id)
    code = StatusCode.CONSULTATION if step.kind == DecisionKind.CONSULTATION else StatusCode.ASSIGNED
    return Status(code, f"Inte antagen än: {decided(step, STEPS[step.kind])}.", step, plan=snapshot.id)


def last_step(snapshot: PlanSnapshot, on: date) -> DecisionSnapshot | None:
    """The latest known decision on the way to adoption (or on giving up)."""
    steps = [row for row in known_decisions(snapshot, on) if row.kind in (*PREPARATION, DecisionKind.REVOCATION)]
    return steps[-1] if steps else None


def notes_beside(snapshot: PlanSnapshot, on: date, end: End) -> tuple[str, ...]:
    soon = end.last is not None and end.last <= on + SOON
    return (("går ut snart",) if soon else ()) + preparation_notes(snapshot, on)


def preparation_notes(snapshot: PlanSnapshot, on: date) -> tuple[str, ...]:
    """That an adopted plan is being made anew, unless a later decision closed that."""
    known = [
        row for row in known_decisions(snapshot, on) if row.kind in (*PREPARATION, *ADOPTIONS, DecisionKind.REVISION)
    ]
    if not known or known[-1].kind not in PREPARATION:
        return ()
    return ("under remiss",) if known[-1].kind == DecisionKind.CONSULTATION else ("beslut att ta fram",)


def timeline(snapshot: PlanSnapshot, rule: Rule = KB_2021) -> tuple[tuple[StatusCode, date, date], ...]:
    """The state of a plan over all time: code, first and last day, without gaps from `date.min` to `date.max`.

    The index keeps this instead of a word, so that a status filter is right on any day without a rebuild.
    """
    turns = change_days(snapshot) | {date(last.year + rule.grace_years + 1, 1, 1) for last in possible_ends(snapshot)}
    spans: list[tuple[StatusCode, date, date]] = []
    for first in sorted(turns):
        code = status(snapshot, first, rule).code
        if spans and spans[-1][0] == code:
            continue
        if spans:
            spans[-1] = (spans[-1][0], spans[-1][1], first - ONE_DAY)
        spans.append((code, first, date.max))
    return tuple(spans)
