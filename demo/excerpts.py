"""Sentences of the demo's plans for quotes and summaries."""

from __future__ import annotations

from collections.abc import Iterator

from extraction.types import MediaType, PassageKind, TextState
from library_plans.choices import EditionVariant
from library_plans.models import Edition, Passage

COMMITMENT = " ska "  # marks a sentence that commits the owner to something
MAX_LENGTH = 240  # characters
Excerpt = tuple[int, str]  # page and sentence


def excerpts(edition: Edition, count: int) -> list[Excerpt]:
    """Up to `count` commitments of a plan, each from a different page."""
    found: dict[int, str] = {}
    for passage in edition.passages.filter(kind=PassageKind.PARAGRAPH).order_by("position"):
        sentence = commitment(passage)
        if sentence and passage.page_number not in found:
            found[passage.page_number] = sentence
    return list(found.items())[:count]


def commitment(passage: Passage) -> str:
    """The first sentence of a passage when it is a commitment and short enough, else ""."""
    first, dot, _rest = passage.text.partition(". ")
    sentence = f"{first}." if dot else first
    return sentence if COMMITMENT in sentence and sentence.endswith(".") and len(sentence) <= MAX_LENGTH else ""


def latest_editions() -> Iterator[Edition]:
    """The adopted Swedish edition of each municipality's latest plan, by the owner's code."""
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
