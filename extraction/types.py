"""Value types passed between the steps of extraction: frozen, free of database and settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from extraction.reasons import ExtractionReason, ReasonCode


class TextState(StrEnum):
    """How well an edition, or one page of it, could be read. Labels stand in `library_plans.models.editions`."""

    PENDING = "pending"
    TEXT = "text"
    OCR = "ocr"
    PARTIAL = "partial"
    POOR = "poor"
    NO_TEXT = "no_text"
    PASSWORD = "password"  # noqa: S105 - the name of a state
    DAMAGED = "damaged"
    TOO_BIG = "too_big"
    TIMEOUT = "timeout"
    INTERRUPTED = "interrupted"  # by nothing that lies in the file: it is read again
    UNSUPPORTED = "unsupported"


class MediaType(StrEnum):
    """The formats that are read, by their IANA media type."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    HTML = "text/html"
    DOC = "application/msword"
    RTF = "application/rtf"


class PassageKind(StrEnum):
    """What a passage was in the document. A list holds an item a line, a table a row a line with tabs between cells."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"


class WordBox(NamedTuple):
    """Where characters `start` to `end` (from 0, end not included) of a passage stand on its page.

    The sides are in points (1/72 inch) from the upper left corner of the page as shown, rotation included.
    A word broken over two lines has two boxes with the same offsets.
    """

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A paragraph-sized piece of text, at most 1,200 characters, in reading order."""

    page: int  # from 1: place in the file, or number of the section where there are no pages
    kind: PassageKind
    text: str
    heading_path: tuple[str, ...] = ()  # the headings above it, outermost first; a heading's own text is not part
    level: int = 0  # 1-6 for a heading, else 0
    language: str = "sv"  # BCP 47
    boxes: tuple[WordBox, ...] = ()  # empty where there are no pages


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page (PDF) or numbered section (DOCX, ODT, HTML), also an empty one."""

    number: int  # from 1
    state: TextState
    label: str = ""  # the number printed on the page, when known and different
    width: float = 0.0  # points, as shown; 0 for a section
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one file: a state with its reasons, pages and passages."""

    state: TextState
    reasons: tuple[ExtractionReason, ...]  # with state TEXT nothing but notes
    reader_version: int
    media_type: str = ""
    pages: tuple[ReadPage, ...] = ()
    passages: Iterable[ReadPassage] = ()  # in reading order; a long document's come from a file as they are asked for
    section_starts: tuple[int, ...] = field(
        default=()
    )  # formats without pages: block number (from 0) that each section begins at


class Unreadable(Exception):
    """A file, or a page of it, that cannot be read: the state it gets, and why."""

    def __init__(self, state: TextState, code: ReasonCode, *, limit: int = 0) -> None:
        super().__init__(code)
        self.state = state
        self.reason = ExtractionReason(code, limit=limit)
