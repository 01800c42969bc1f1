"""Immutable values passed from composer to renderers to register; no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extraction.types import MediaType, PassageKind


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A block of a draft. A list has its items, a table its rows (the first is the header)."""

    kind: PassageKind
    text: str = ""
    level: int = 0  # 1-3 for a heading, else 0
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    language: str = "sv"  # BCP 47

    @property
    def plain(self) -> str:
        """The text as a passage holds it: one item a line, one row a line with tabs between cells."""
        if self.kind is PassageKind.LIST:
            return "\n".join(self.items)
        if self.kind is PassageKind.TABLE:
            return "\n".join("\t".join(row) for row in self.rows)
        return self.text


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before it has a file format. The cover and the headers and footers say that it is an example."""

    title: str
    owner: str
    cover: tuple[str, ...]  # lines below the title: period, decision, reference number
    headers_footers: str  # what stands in the header of each page
    blocks: tuple[DraftBlock, ...]
    language: str = "sv"


@dataclass(frozen=True, slots=True)
class GroundTruthBlock:
    """The ground truth of one block as it was written to the file."""

    kind: PassageKind
    text: str
    page: int = 0  # from 1: place in the file where it begins; 0 in formats without pages
    last_page: int = 0  # where it ends
    level: int = 0
    column: int = 0  # where it begins: 0 over the whole width, else from 1, left to right
    language: str = "sv"


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What the register says about a decision."""

    kind: str  # values of library_plans.models.DecisionKind
    body: str  # values of library_plans.models.DecisionBody
    body_name: str
    decided_on: date
    section: str = ""
    dnr: str = ""
    new_end: date | None = None
    until_further_notice: bool = False


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the register says about a plan; also a plan without any file."""

    key: str  # of this demo: first owner's code and a word, "0382-2024"
    owner_codes: tuple[str, ...]
    kind: str  # values of library_plans.models.PlanKind
    title: str
    starts: date | None
    ends: date | None
    until_further_notice: bool = False
    adopted_date_unknown: bool = False
    act: int | None = 2013
    predecessor: str = ""  # key of another plan
    decisions: tuple[DecisionFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class ExampleDocument:
    """A file of the demo with its ground truth and the register's facts about it."""

    name: str
    data: bytes
    media_type: MediaType
    pages: int  # 0 in formats without pages
    blocks: tuple[GroundTruthBlock, ...]  # in reading order, cover included, headers and footers left out
    headers_footers: tuple[str, ...]  # each running header and footer as printed
    labels: tuple[str, ...]  # number printed on each page, "" where none is; empty in formats without pages
    plan: PlanFacts
    variant: str  # values of library_plans.models.EditionVariant
    language: str
    source_url: str
    fetched_on: date
    scanned: bool = False  # pages are images: the ground truth is their text
