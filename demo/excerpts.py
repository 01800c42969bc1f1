"""Sentences of the demo's plans, for what quotes and sums them up."""

from __future__ import annotations

from collections.abc import Iterator

from extraction.types import MediaType, PassageKind, TextState
from library_plans.choices import EditionVariant
from library_plans.models import Edition, Passage

PROMISE = " ska "  # what a plan binds itself to
LONGEST = 240  # characters
Excerpt = tuple[int, str]  # page and sentence


def excerpts(edition: Edition, count: int) -> list[Excerpt]:
    """So many promises of a plan, each from a page of its own, as they stand there."""
    found: dict[int, str] = {}
    for passage in edition.passages.filter(kind=PassageKind.PARAGRAPH).order_by("position"):
        sentence = promise(passage)
        if sentence and passage.page_number not in found:
            found[passage.page_number] = sentence
    return list(found.items())[:count]


def promise(passage: Passage) -> str:
    """The first whole sentence of a passage, when it promises something and is short enough."""
    first, dot, _rest = passage.text.partition(". ")
    sentence = f"{first}." if dot else first
    return sentence if PROMISE in sentence and sentence.endswith(".") and len(sentence) <= LONGEST else ""


def readable() -> Iterator[Edition]:
    """An adopted Swedish edition of each municipal plan that began latest, in the order of the owners' codes."""
    editions = Edition.objects.filter(
        plan__is_example=True,
        plan__kind="kommunal",
        variant=EditionVariant.ADOPTED,
        language="sv",
        state=TextState.TEXT,
        media_type=MediaType.PDF,
        plan__owners__position=1,
    )
    seen: set[int] = set()
    for edition in editions.select_related("plan").order_by("plan__owners__organisation__code", "-plan__starts"):
        owner = edition.plan.first_owner()
        if owner and owner.organisation_id not in seen:
            seen.add(owner.organisation_id)
            yield edition
