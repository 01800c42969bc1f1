"""Why a file, or some of its pages, gave no text or text that cannot be trusted: a code with its parameters, no words.

Codes are stored. The sentences that people read stand in `library_plans.extraction_messages`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

PageRange = tuple[int, int]  # first and last page, counted from 1, both included


class ReasonCode(StrEnum):
    """What can be wrong with a file or its pages. Those of the first two groups need a parameter."""

    # `pages`
    POOR_PAGES = "poor_pages"
    PAGES_WITHOUT_TEXT = "pages_without_text"
    DAMAGED_PAGES = "damaged_pages"
    OCR_PAGES = "ocr_pages"
    HIDDEN_TEXT_ON_PAGES = "hidden_text_on_pages"
    # `limit`
    FILE_TOO_LARGE = "file_too_large"  # in MB
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_PASSAGES = "too_many_passages"
    # The document as a whole
    NO_TEXT = "no_text"
    OCR_PENDING = "ocr_pending"
    OCR_NOT_INSTALLED = "ocr_not_installed"
    NO_READABLE_PAGES = "no_readable_pages"
    # Notes for editors, whatever the state; `EDITORS_NOTES` keeps them from readers
    HIDDEN_TEXT = "hidden_text"
    # File type
    EMPTY_FILE = "empty_file"
    UNKNOWN_FORMAT = "unknown_format"
    LEGACY_WORD = "legacy_word"
    RICH_TEXT_FORMAT = "rich_text_format"
    PLAIN_TEXT = "plain_text"
    OTHER_OFFICE_FORMAT = "other_office_format"
    DYNAMIC_FORM = "dynamic_form"
    PDF_PORTFOLIO = "pdf_portfolio"
    WEB_PAGE_WITHOUT_PLAN = "web_page_without_plan"
    # Locked
    LOCKED_FILE = "locked_file"
    LOCKED_DOCUMENT = "locked_document"
    RIGHTS_MANAGED = "rights_managed"
    UNSUPPORTED_ENCRYPTION = "unsupported_encryption"
    # Damaged, or made to do harm
    BROKEN_PACKAGE = "broken_package"
    BROKEN_PDF = "broken_pdf"
    BROKEN_XML = "broken_xml"
    ENTITY_DEFINITIONS = "entity_definitions"
    TOO_MANY_PARTS = "too_many_parts"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    CROWDED_PAGE = "crowded_page"
    # Limits of the child process
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    READER_CRASHED = "reader_crashed"
    FILE_MISSING = "file_missing"
    READING_INTERRUPTED = "reading_interrupted"
    # Single pages
    PAGE_NOT_OPENED = "page_not_opened"
    PAGE_TOO_LARGE = "page_too_large"
    OCR_FAILED = "ocr_failed"
    IMAGE_WITHOUT_PAGES = "image_without_pages"
    IMAGE_FAILED = "image_failed"


EDITORS_NOTES = frozenset({ReasonCode.HIDDEN_TEXT, ReasonCode.HIDDEN_TEXT_ON_PAGES})


@dataclass(frozen=True, slots=True)
class ExtractionReason:
    """A code with the parameters of its sentence."""

    code: ReasonCode
    pages: tuple[PageRange, ...] = ()
    limit: int = 0

    def as_json(self) -> dict[str, Any]:
        """Code and the parameters that are set, as stored: `{"code": "poor_pages", "pages": [[1, 4], [7, 7]]}`."""
        parameters = {"pages": [list(pages) for pages in self.pages], "limit": self.limit}
        return {"code": self.code.value, **{name: value for name, value in parameters.items() if value}}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> ExtractionReason:
        """Raises ValueError for a code that does not exist."""
        pages = tuple((first, last) for first, last in stored.get("pages", ()))
        return cls(ReasonCode(stored["code"]), pages, stored.get("limit", 0))


def page_ranges(numbers: Iterable[int]) -> tuple[PageRange, ...]:
    """Ascending page numbers as ranges.

    >>> page_ranges([1, 2, 3, 7])
    ((1, 3), (7, 7))
    """
    ranges: list[PageRange] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return tuple(ranges)
