"""What an edition is found by besides its words: values with the days on which they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from content.visibility import EVERYBODY
from library_plans.choices import ADOPTIONS, IN_FORCE_CODES, EditionVariant
from library_plans.models import Edition, Plan
from library_plans.models.decisions import dnr_key
from library_plans.register.plan_filters import OPEN_ENDED
from library_plans.rules import PlanSnapshot, effective_end, is_adopted, status_timeline
from library_plans.rules.periods import ONE_DAY, decision_days
from library_plans.rules.scope import DateRange, merge_date_ranges
from search.types import Term

NEWEST, IN_FORCE, ALL = "senaste", "gallande", "alla"


def terms_of(
    edition: Edition, plan: Plan, facts: PlanSnapshot, newest: Sequence[DateRange], stands: bool
) -> Mapping[str, tuple[Term, ...]]:
    """The terms of one edition. `stands` says that it is the edition that stands for its plan in its language."""
    return {
        **plan_terms(plan, facts),
        "sprak": plain([edition.language]),
        "variant": plain([edition.variant]),
        "edition": plain([str(edition.pk)]),
        "scope": tuple(scopes(edition, facts, newest, stands)),
        "audience": plain([EVERYBODY]),
    }


def plan_terms(plan: Plan, facts: PlanSnapshot) -> Mapping[str, tuple[Term, ...]]:
    """What all editions of a plan have in common.

    Besides the filters' own names there are `antagen` (year of an adoption) and `borjar` (year the period starts).
    """
    organisations = [owner.organisation for owner in plan.owners.all()]
    adoptions = [row for row in facts.decisions if row.kind in ADOPTIONS]
    return {
        "lan": plain(row.county_code for row in organisations),
        "kommun": plain(row.code for row in organisations),
        "niva": plain(owner.role for owner in plan.owners.all()),
        "typ": plain([plan.kind]),
        "status": tuple(Term(code, first, last) for code, first, last in status_timeline(facts)),
        "period": tuple(ends(facts)),
        "borjar": plain([str(plan.starts.year)] if plan.starts else []),
        "beslut": since((row.kind, row.decided_on) for row in facts.decisions),
        "antagen": since((str(row.decided_on.year), row.decided_on) for row in adoptions),
        "organ": since((row.body, row.decided_on) for row in adoptions if row.body),
        "dnr": since((dnr_key(row.dnr), row.decided_on) for row in facts.decisions if row.dnr),
    }


def plain(values: Iterable[str]) -> tuple[Term, ...]:
    """Values that hold on all days."""
    return tuple(Term(value) for value in dict.fromkeys(values) if value)


def since(rows: Iterable[tuple[str, date]]) -> tuple[Term, ...]:
    """Values that hold from the first day they became true."""
    firsts: dict[str, date] = {}
    for value, day in rows:
        firsts[value] = min(day, firsts.get(value, day))
    return tuple(Term(value, first) for value, first in firsts.items())


def ends(facts: PlanSnapshot) -> Iterator[Term]:
    """The year in which the plan goes out, by what was decided on each day."""
    turns = sorted({date.min, *decision_days(facts)})
    found: list[Term] = []
    for first in turns:
        value = end_on(facts, first)
        if found and found[-1].value == value:
            continue
        if found:
            found[-1] = Term(found[-1].value, found[-1].first, first - ONE_DAY)
        found.append(Term(value, first))
    return (term for term in found if term.value)


def end_on(facts: PlanSnapshot, on: date) -> str:
    """The year of the end that holds on a day; nothing when neither end nor start is known."""
    last = effective_end(facts, on).last_day
    if last:
        return str(last.year)
    return OPEN_ENDED if facts.starts or facts.until_further_notice else ""


def scopes(edition: Edition, facts: PlanSnapshot, newest: Sequence[DateRange], stands: bool) -> Iterator[Term]:
    """In which of the three scopes the edition is, when. Editions that another stands for are in none.

    A draft or another version goes with its plan, and a draft is new as long as the plan is not adopted; only
    the filter on variants lets them in.
    """
    if edition.variant == EditionVariant.ADOPTED and not stands:
        return
    yield Term(ALL)
    states = status_timeline(facts)
    yield from (Term(IN_FORCE, first, last) for code, first, last in states if code in IN_FORCE_CODES)
    spans = list(newest)
    if edition.variant != EditionVariant.ADOPTED:
        spans += [(first, last) for _code, first, last in states if not is_adopted(facts, first)]
    yield from (Term(NEWEST, first, last) for first, last in merge_date_ranges(spans))
