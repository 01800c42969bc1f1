"""The filter terms of an edition in the index, each with the days on which it holds."""

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


def edition_terms(
    edition: Edition, plan: Plan, snapshot: PlanSnapshot, newest: Sequence[DateRange], is_preferred: bool
) -> Mapping[str, tuple[Term, ...]]:
    """The terms of one edition; `is_preferred` says whether it stands for its plan in its language."""
    return {
        **plan_terms(plan, snapshot),
        "sprak": permanent_terms([edition.language]),
        "variant": permanent_terms([edition.variant]),
        "edition": permanent_terms([str(edition.pk)]),
        "scope": tuple(scope_terms(edition, snapshot, newest, is_preferred)),
        "audience": permanent_terms([EVERYBODY]),
    }


def plan_terms(plan: Plan, snapshot: PlanSnapshot) -> Mapping[str, tuple[Term, ...]]:
    """What all editions of a plan have in common.

    Besides the filters' own names there are `antagen` (year of an adoption) and `borjar` (year the period starts).
    """
    organisations = [owner.organisation for owner in plan.owners.all()]
    adoptions = [row for row in snapshot.decisions if row.kind in ADOPTIONS]
    return {
        "lan": permanent_terms(row.county_code for row in organisations),
        "kommun": permanent_terms(row.code for row in organisations),
        "niva": permanent_terms(owner.role for owner in plan.owners.all()),
        "typ": permanent_terms([plan.kind]),
        "status": tuple(Term(code, first, last) for code, first, last in status_timeline(snapshot)),
        "period": tuple(end_year_terms(snapshot)),
        "borjar": permanent_terms([str(plan.starts.year)] if plan.starts else []),
        "beslut": terms_since((row.kind, row.decided_on) for row in snapshot.decisions),
        "antagen": terms_since((str(row.decided_on.year), row.decided_on) for row in adoptions),
        "organ": terms_since((row.body, row.decided_on) for row in adoptions if row.body),
        "dnr": terms_since((dnr_key(row.dnr), row.decided_on) for row in snapshot.decisions if row.dnr),
    }


def permanent_terms(values: Iterable[str]) -> tuple[Term, ...]:
    """Terms that hold on all days."""
    return tuple(Term(value) for value in dict.fromkeys(values) if value)


def terms_since(rows: Iterable[tuple[str, date]]) -> tuple[Term, ...]:
    """Terms that hold from their first day on."""
    firsts: dict[str, date] = {}
    for value, day in rows:
        firsts[value] = min(day, firsts.get(value, day))
    return tuple(Term(value, first) for value, first in firsts.items())


def end_year_terms(snapshot: PlanSnapshot) -> Iterator[Term]:
    """The year in which the plan ends, by what was decided on each day."""
    turns = sorted({date.min, *decision_days(snapshot)})
    found: list[Term] = []
    for first in turns:
        value = end_year_on(snapshot, first)
        if found and found[-1].value == value:
            continue
        if found:
            found[-1] = Term(found[-1].value, found[-1].first, first - ONE_DAY)
        found.append(Term(value, first))
    return (term for term in found if term.value)


def end_year_on(snapshot: PlanSnapshot, on: date) -> str:
    """The year of the end that holds on a day; nothing when neither end nor start is known."""
    last = effective_end(snapshot, on).last_day
    if last:
        return str(last.year)
    return OPEN_ENDED if snapshot.starts or snapshot.until_further_notice else ""


def scope_terms(
    edition: Edition, snapshot: PlanSnapshot, newest: Sequence[DateRange], is_preferred: bool
) -> Iterator[Term]:
    """The scopes that hold the edition, with the days. An adopted edition that is not preferred is in none.

    A draft or another version goes with its plan, and a draft is new as long as the plan is not adopted; only
    the filter on variants lets them in.
    """
    if edition.variant == EditionVariant.ADOPTED and not is_preferred:
        return
    yield Term(ALL)
    timeline = status_timeline(snapshot)
    yield from (Term(IN_FORCE, first, last) for code, first, last in timeline if code in IN_FORCE_CODES)
    ranges = list(newest)
    if edition.variant != EditionVariant.ADOPTED:
        ranges += [(first, last) for _code, first, last in timeline if not is_adopted(snapshot, first)]
    yield from (Term(NEWEST, first, last) for first, last in merge_date_ranges(ranges))
