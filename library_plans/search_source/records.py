"""The records of the index: one for each edition with readable text."""

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
from library_plans.search_source.facet_values import edition_terms
from library_plans.status_periods.snapshots import plan_snapshots
from search.types import Chunk, Record

BATCH_SIZE = 20  # editions whose text is held in memory at once
HEADING_SEPARATOR = " › "


@dataclass(frozen=True, slots=True)
class IndexedEdition:
    """An edition to index, with what its terms depend on."""

    edition: Edition
    plan: Plan
    snapshot: PlanSnapshot
    newest_ranges: Sequence[DateRange]
    is_preferred: bool


def records(keys: Collection[str] | None = None) -> Iterator[Record]:
    """Records of all owned plans, or of the editions with these keys; a few editions in memory at a time."""
    plans = Plan.objects.owned().prefetch_related("owners__organisation").order_by("pk")
    if keys is not None:
        wanted = {int(key) for key in keys}
        plans = plans.filter(pk__in=Edition.objects.filter(pk__in=wanted).values("plan"))
    found = list(plans)
    snapshots = plan_snapshots(None if keys is None else {plan.pk for plan in found})
    entries = (row for row in indexed_editions(found, snapshots) if keys is None or row.edition.pk in wanted)
    while batch := list(islice(entries, BATCH_SIZE)):
        chunks = chunks_of(row.edition for row in batch)
        for row in batch:
            yield make_record(row, chunks[row.edition.pk])


def indexed_editions(plans: Sequence[Plan], snapshots: Mapping[int, PlanSnapshot]) -> Iterator[IndexedEdition]:
    """The readable editions of plans."""
    newest = newest_date_ranges(list(snapshots.values()))
    editions = editions_by_plan(plans)
    for plan in plans:
        rows = [(edition, edition_snapshot(edition)) for edition in editions[plan.pk]]
        preferred = {row.id for row in preferred_by_language(row for _edition, row in rows).values()}
        for edition, row in rows:
            if row.readable:
                yield IndexedEdition(edition, plan, snapshots[plan.pk], newest[plan.pk], edition.pk in preferred)


def make_record(row: IndexedEdition, chunks: tuple[Chunk, ...]) -> Record:
    decision = adoption(row.snapshot, date.max)
    day = decision.decided_on if decision else row.snapshot.starts
    return Record(
        source=SOURCE,
        key=str(row.edition.pk),
        group=str(row.plan.pk),
        title=searchable_title(row.plan),
        terms=edition_terms(row.edition, row.plan, row.snapshot, row.newest_ranges, row.is_preferred),
        chunks=chunks,
        order=day.isoformat() if day else "",
    )


def searchable_title(plan: Plan) -> str:
    """The plan's title and all names of its owners, which a query's words may also match."""
    owners = [owner.organisation for owner in plan.owners.all()]
    names = [name for owner in owners for name in (owner.name, owner.display_name, *owner.aliases)]
    return " ".join(dict.fromkeys([plan.title, *names]))


def chunks_of(editions: Iterable[Edition]) -> Mapping[int, tuple[Chunk, ...]]:
    """The text of editions, by primary key, in analysed order: one query."""
    found: dict[int, list[Chunk]] = defaultdict(list)
    fields = ("edition", "position", "page_number", "text", "heading_path", "language")
    passages = Passage.objects.filter(edition__in=[edition.pk for edition in editions]).order_by("edition", "position")
    for edition, position, page, text, path, language in passages.values_list(*fields):
        found[edition].append(Chunk(position, page, text, HEADING_SEPARATOR.join(path), language))
    return defaultdict(tuple, {edition: tuple(chunks) for edition, chunks in found.items()})
