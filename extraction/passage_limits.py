"""How many passages a file, and each of its pages, may have: what is stored and indexed must end in good time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extraction.reasons import ReasonCode
from extraction.types import ReadPassage, TextState, Unreadable

MAX_PASSAGES = 50_000  # 25 on each of 2,000 pages; plans have 10 to 15
MAX_PASSAGES_PER_PAGE = 2_000
MAX_SECTIONS = 10_000  # an engine numbers them with 14 bits


def check_passages(passages: Sequence[ReadPassage]) -> None:
    """Refuse a file that gives more passages than the site stores.

    Raises:
        Unreadable: More than 50,000 passages, more than 2,000 on one page, or more than 10,000 sections.
    """
    if len(passages) > MAX_PASSAGES:
        raise Unreadable(TextState.TOO_BIG, ReasonCode.TOO_MANY_PASSAGES, limit=MAX_PASSAGES)
    if passages and passages[-1].page > MAX_SECTIONS:
        raise Unreadable(TextState.TOO_BIG, ReasonCode.TOO_MANY_PARTS)
    if passages and max(Counter(passage.page for passage in passages).values()) > MAX_PASSAGES_PER_PAGE:
        raise Unreadable(TextState.TOO_BIG, ReasonCode.CROWDED_PAGE)
