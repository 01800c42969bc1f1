"""The demo's library: every file with its truth and its register facts, made anew from the texts at each call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from demo.composer import Composer
from demo.makers.made import MadeFile
from demo.makers.opendocument import opendocument
from demo.makers.plain import plain
from demo.makers.scan import scan
from demo.makers.typeset import LOOKS, typeset
from demo.makers.webpage import webpage
from demo.makers.word import word
from demo.orders import FORMATS, Order, orders
from demo.types import Draft, WrittenDocument
from demo.wording import draw

COLLECTED = date(2026, 1, 12)  # the first round of the demo's collection


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
        headers_footers=made.headers_footers,
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


def _make(order: Order, draft: Draft) -> MadeFile:
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
