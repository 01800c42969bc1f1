"""The text of pages as programs get it: what the reader shows, without the words of redactions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from library_plans.models import EditionPage, Passage
from library_plans.redaction.masking import PLACEHOLDER
from library_plans.redaction.rules import active_redactions, is_page_redacted, words_pattern

BETWEEN_PASSAGES = "\n\n"


@dataclass(frozen=True, slots=True)
class PageText:
    """A page, its text, and the languages of its passages in their order; a withheld page has neither."""

    page: EditionPage
    text: str
    languages: tuple[str, ...]
    is_withheld: bool


def page_texts(pages: Sequence[EditionPage]) -> list[PageText]:
    """The texts of pages, in the order given: one query. The pages need their edition with its redactions.

    Words are masked where passages are stored. They are masked here again, because a changed redaction waits for the
    file to be read anew.
    """
    passages = passages_by_page(pages)
    return [page_text(page, passages[page.edition_id, page.number]) for page in pages]


def passages_by_page(pages: Sequence[EditionPage]) -> dict[tuple[int, int], list[tuple[str, str]]]:
    """Text and language of each passage by edition and page, in order."""
    numbers = [page.number for page in pages]
    found: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    if not pages:
        return found
    rows = Passage.objects.filter(
        edition__in={page.edition_id for page in pages}, page_number__range=(min(numbers), max(numbers))
    )
    fields = ("edition", "page_number", "text", "language")
    for edition, number, text, language in rows.order_by("edition", "position").values_list(*fields):
        found[edition, number].append((text, language))
    return found


def page_text(page: EditionPage, passages: Sequence[tuple[str, str]]) -> PageText:
    if is_page_redacted(page.edition, page.number):
        return PageText(page, "", (), is_withheld=True)
    text = BETWEEN_PASSAGES.join(words for words, _language in passages)
    for row in active_redactions(page.edition):
        if row.page_number == page.number and row.words:
            text = words_pattern(row.words).sub(PLACEHOLDER, text)
    return PageText(page, text, tuple(dict.fromkeys(language for _words, language in passages)), is_withheld=False)
