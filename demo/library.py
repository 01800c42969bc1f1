"""The demo's library: every file with its truth and its register facts, made anew from the texts at each call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from demo.composer import Composer
from demo.makers.made import Made
from demo.makers.opendocument import opendocument
from demo.makers.plain import plain
from demo.makers.scan import scan
from demo.makers.typeset import LOOKS, typeset
from demo.makers.webpage import webpage
from demo.makers.word import word
from demo.owners import Owner, PlanEntry, invented_owner, library
from demo.places import places
from demo.types import Draft, WrittenDocument
from demo.wording import draw
from library_plans.ingest.types import MediaType

FORMATS = {
    "pdf": (MediaType.PDF, "pdf"),
    "pdf2": (MediaType.PDF, "pdf"),
    "fpdf": (MediaType.PDF, "pdf"),
    "scan": (MediaType.PDF, "pdf"),
    "docx": (MediaType.DOCX, "docx"),
    "odt": (MediaType.ODT, "odt"),
    "html": (MediaType.HTML, "html"),
}
COLLECTED = date(2026, 1, 12)  # the first round of the demo's collection
LARGE = 1200


@dataclass(frozen=True, slots=True)
class Order:
    """One file to make: of which plan, by which maker, which variant."""

    owner: Owner
    entry: PlanEntry
    written: str  # as in the library's data: "pdf2 remiss"

    @property
    def maker(self) -> str:
        return self.written.split()[0]

    @property
    def special(self) -> str:
        return self.written.partition(" ")[2]

    @property
    def name(self) -> str:
        """The file's name as the owner's site would have it, unique in the library."""
        word = f"{self.owner.place.code}-{self.entry.facts.key.split('-', 1)[1]}"
        return f"{word}{'-' + self.special if self.special else ''}.{FORMATS[self.maker][1]}"


def orders() -> list[Order]:
    """Every file of the demo, in the order of the owners and of the plans."""
    return [Order(owner, entry, file) for owner in library() for entry in owner.plans for file in entry.files]


def large_orders() -> list[Order]:
    """1,200 files of as many plans: every municipality and region, three to five generations each."""
    made: list[Order] = []
    owners = [invented_owner(own, 4) for own in places().values()]
    for generation in range(4):
        made += [Order(owner, owner.plans[generation], owner.plans[generation].files[0]) for owner in owners]
    return made[-LARGE:]


def write(order: Order) -> WrittenDocument:
    """Make the file of an order."""
    draft = _draft(order)
    made = _make(order, draft)
    return WrittenDocument(
        name=order.name,
        data=made.data,
        media_type=FORMATS[order.maker][0],
        pages=made.pages,
        blocks=made.blocks,
        furniture=made.furniture,
        labels=made.labels,
        plan=order.entry.facts,
        variant=_variant(order),
        language=draft.language,
        source_url=f"https://{order.owner.place.code}.example.org/dokument/{order.name}",
        fetched_on=_collected(order),
        scanned=order.maker == "scan",
    )


def written_documents() -> Iterator[WrittenDocument]:
    """Every document of the demo, made one by one."""
    return map(write, orders())


def _collected(order: Order) -> date:
    """When KB found the file: some days after the adoption, but not before the collection began."""
    dates = [one.decided_on for one in order.entry.facts.decisions if one.kind.startswith(("antagande", "remiss"))]
    days = timedelta(days=3 + draw(order.name, "hämtad") % 9)
    return max([COLLECTED, *(day for day in dates if day > COLLECTED)]) + days


def _variant(order: Order) -> str:
    if order.special == "fi":
        return "oversattning"
    return order.special or "antagen"


def _draft(order: Order) -> Draft:
    composer = Composer(order.owner, order.entry)
    match order.special:
        case "remiss":
            return composer.consultation()
        case "kortversion":
            return composer.short()
        case "lattlast":
            return composer.easy()
        case "fi":
            return composer.finnish()
        case _:
            return composer.adopted()


def _make(order: Order, draft: Draft) -> Made:
    look = LOOKS[draw(order.owner.place.code, "utseende") % len(LOOKS)]
    match order.maker:
        case "pdf":
            return typeset(draft, look)
        case "pdf2":
            return typeset(draft, replace(look, columns=2))
        case "fpdf":
            return plain(draft)
        case "scan":
            return scan(draft, look)
        case "docx":
            return word(draft)
        case "odt":
            return opendocument(draft)
        case _:
            return webpage(draft)
