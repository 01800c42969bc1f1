"""The records of the index: one for each edition that has text, with everything it is found by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from library_plans.indexing import SOURCE
from library_plans.models import Edition, Passage, Plan
from library_plans.register.edition_selectors import edition_snapshot, editions_by_plan
from library_plans.rules import PlanSnapshot, adoption, newest_date_ranges, preferred_by_language
from library_plans.rules.scope import DateRange
from library_plans.search_source.facet_values import terms_of
from library_plans.status_periods.snapshots import plan_snapshots
from search.types import Chunk, Record

AT_A_TIME = 20  # editions whose text is held in memory at once
BETWEEN_HEADINGS = " › "


@dataclass(frozen=True, slots=True)
class IndexedEdition:
    """An edition to index, with what its terms rest on."""

    edition: Edition
    plan: Plan
    facts: PlanSnapshot
    newest: Sequence[DateRange]
    stands: bool


def records(keys: Collection[str] | None = None) -> Iterator[Record]:
    """Records of all placed plans, or of the editions with these keys; a few editions in memory at a time."""
    plans = Plan.objects.placed().prefetch_related("owners__organisation").order_by("pk")
    if keys is not None:
        wanted = {int(key) for key in keys}
        plans = plans.filter(pk__in=Edition.objects.filter(pk__in=wanted).values("plan"))
    found = list(plans)
    facts = plan_snapshots(None if keys is None else {plan.pk for plan in found})
    entries = (row for row in indexed_editions(found, facts) if keys is None or row.edition.pk in wanted)
    while batch := list(islice(entries, AT_A_TIME)):
        chunks = chunks_of(row.edition for row in batch)
        for row in batch:
            yield record(row, chunks[row.edition.pk])


def indexed_editions(plans: Sequence[Plan], facts: Mapping[int, PlanSnapshot]) -> Iterator[IndexedEdition]:
    """The editions of plans that have text to show."""
    newest = newest_date_ranges(list(facts.values()))
    editions = editions_by_plan(plans)
    for plan in plans:
        rows = [(edition, edition_snapshot(edition)) for edition in editions[plan.pk]]
        standing = {row.id for row in preferred_by_language(row for _edition, row in rows).values()}
        for edition, row in rows:
            if row.readable:
                yield IndexedEdition(edition, plan, facts[plan.pk], newest[plan.pk], edition.pk in standing)


def record(row: IndexedEdition, chunks: tuple[Chunk, ...]) -> Record:
    decision = adoption(row.facts, date.max)
    day = decision.decided_on if decision else row.facts.starts
    return Record(
        source=SOURCE,
        key=str(row.edition.pk),
        group=str(row.plan.pk),
        title=title(row.plan),
        terms=terms_of(row.edition, row.plan, row.facts, row.newest, row.stands),
        chunks=chunks,
        order=day.isoformat() if day else "",
    )


def title(plan: Plan) -> str:
    """The words that may fill other parts of an AND: what the plan is called, and its owners by all their names."""
    owners = [owner.organisation for owner in plan.owners.all()]
    names = [name for owner in owners for name in (owner.name, owner.display_name, *owner.aliases)]
    return " ".join(dict.fromkeys([plan.title, *names]))


def chunks_of(editions: Iterable[Edition]) -> Mapping[int, tuple[Chunk, ...]]:
    """The text of editions, by primary key, in analysed order: one query."""
    found: dict[int, list[Chunk]] = defaultdict(list)
    fields = ("edition", "position", "page_number", "text", "heading_path", "language")
    passages = Passage.objects.filter(edition__in=[edition.pk for edition in editions]).order_by("edition", "position")
    for edition, position, page, text, path, language in passages.values_list(*fields):
        found[edition].append(Chunk(position, page, text, BETWEEN_HEADINGS.join(path), language))
    return defaultdict(tuple, {edition: tuple(chunks) for edition, chunks in found.items()})
