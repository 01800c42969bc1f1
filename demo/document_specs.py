"""The files that the demo consists of. Imports no renderer, because those are slow to import."""

from __future__ import annotations

from dataclasses import dataclass

from demo.owners import ExampleOwner, PlanEntry, example_owners, synthetic_owner
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
LARGE_COUNT = 1200
GENERATIONS = 5


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """A file to render: its owner and plan, its renderer and its variant."""

    owner: ExampleOwner
    entry: PlanEntry
    code: str  # renderer and variant as in owners.toml: "pdf2 remiss"

    @property
    def renderer(self) -> str:
        return self.code.split()[0]

    @property
    def variant(self) -> str:
        return self.code.partition(" ")[2]

    @property
    def name(self) -> str:
        """The file name, unique among all documents."""
        word = f"{self.owner.place.code}-{self.entry.facts.key.split('-', 1)[1]}"
        return f"{word}{'-' + self.variant if self.variant else ''}.{FORMATS[self.renderer][1]}"


def document_specs() -> list[DocumentSpec]:
    """The files of the demo, by owner and plan."""
    return [
        DocumentSpec(owner, entry, file) for owner in example_owners() for entry in owner.plans for file in entry.files
    ]


def large_document_specs() -> list[DocumentSpec]:
    """The files that bring the demo to 1,200: the latest of up to five generations for every other owner."""
    taken = {code for owner in example_owners() for entry in owner.plans for code in entry.facts.owner_codes}
    owners = [synthetic_owner(own, GENERATIONS) for own in places().values() if own.code not in taken]
    specs = [
        DocumentSpec(owner, owner.plans[generation], owner.plans[generation].files[0])
        for generation in range(GENERATIONS)
        for owner in owners
    ]
    return specs[len(document_specs()) - LARGE_COUNT :]
