"""All rows of an answer, one a page, in a stream that takes the same memory however long it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from search.results import Answer
from search.types import GroupHit, PageHit

BATCH = 200  # pages whose plans are fetched together


def header(answer: Answer) -> Sequence[str]:
    return [str(column) for column in answer.source.columns]


def rows(answer: Answer, absolute: Callable[[str], str]) -> Iterator[Sequence[str]]:
    """One row for each page that matches, in the order of the answer; as many as the headline says.

    `absolute` puts the host before an address.
    """
    if answer.reading.empty:
        return
    source = answer.source
    hits = answer.engine.pages(replace(answer.query, facets=()))
    while batch := list(islice(hits, BATCH)):
        facts = source.hydrate(groups_of(batch), answer.form.on)
        for hit in batch:
            yield source.row(hit, facts[hit.group], absolute)


def groups_of(hits: Sequence[PageHit]) -> list[GroupHit]:
    """The groups that some hits belong to, with these hits."""
    groups: dict[str, list[PageHit]] = {}
    for hit in hits:
        groups.setdefault(hit.group, []).append(hit)
    return [
        GroupHit(those[0].source, group, those[0].record, len(those), tuple(those)) for group, those in groups.items()
    ]
