"""Which files the demo consists of. Knows no maker, so that it is quick to ask."""

from __future__ import annotations

from dataclasses import dataclass

from demo.owners import Owner, PlanEntry, invented_owner, library
from demo.places import places
from extraction.types import MediaType

FORMATS = {
    "pdf": (MediaType.PDF, "pdf"),
    "pdf2": (MediaType.PDF, "pdf"),
    "fpdf": (MediaType.PDF, "pdf"),
    "scan": (MediaType.PDF, "pdf"),
    "docx": (MediaType.DOCX, "docx"),
    "odt": (MediaType.ODT, "odt"),
    "html": (MediaType.HTML, "html"),
}
LARGE = 1200
GENERATIONS = 5


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
    """The files that make the demo's library 1,200: of every other owner, up to five generations, the newest kept."""
    taken = {code for owner in library() for entry in owner.plans for code in entry.facts.owner_codes}
    owners = [invented_owner(own, GENERATIONS) for own in places().values() if own.code not in taken]
    made = [
        Order(owner, owner.plans[generation], owner.plans[generation].files[0])
        for generation in range(GENERATIONS)
        for owner in owners
    ]
    return made[len(orders()) - LARGE :]
