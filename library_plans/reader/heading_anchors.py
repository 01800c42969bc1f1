"""The anchors of headings, which the table of contents leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extraction.types import PassageKind
from library_plans.models import Passage


def heading_anchors(passages: Iterable[Passage]) -> dict[int, str]:
    """Anchors of headings by position in the edition: each is numbered from 1 on its page."""
    numbers: Counter[int] = Counter()
    anchors = {}
    for passage in passages:
        if passage.kind == PassageKind.HEADING:
            numbers[passage.page_number] += 1
            anchors[passage.position] = f"rubrik-{numbers[passage.page_number]}"
    return anchors
