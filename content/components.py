"""The pieces pages are built of: a dataclass names the inputs, a template draws them, neither asks the database."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar

from laces.components import Component

PAGER_REACH = 2


class Piece(Component):
    """A component whose template gets the fields of its dataclass."""

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class Crumb:
    """One step of the way to a page."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class Breadcrumbs(Piece):
    """The way from the start page; the last step is the page itself and has no link."""

    template_name: ClassVar[str] = "components/breadcrumbs.html"

    crumbs: Sequence[Crumb]
    label: str = ""  # tells it apart where a page has several


@dataclass(frozen=True)
class Version:
    """A page in one language; `name` is what the language calls itself."""

    code: str
    name: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Languages(Piece):
    """The versions of a page, this one among them."""

    template_name: ClassVar[str] = "components/languages.html"

    versions: Sequence[Version]


@dataclass(frozen=True)
class StatusChip(Piece):
    """A state as shape, word and colour. `sign` is `full`, `half`, `ring` or `dash`; `note` is a word beside it."""

    template_name: ClassVar[str] = "components/status_chip.html"

    code: str
    label: str
    sign: str = "ring"
    note: str = ""
    large: bool = False


@dataclass(frozen=True)
class Fact:
    """One line of a list of facts; `value` and `note` are plain text, escaped, or safe HTML."""

    label: str
    value: Any
    note: Any = ""


@dataclass(frozen=True)
class Facts(Piece):
    """Labels with their values. Leave out what is not known, or say so in the value."""

    template_name: ClassVar[str] = "components/facts.html"

    rows: Sequence[Fact]


@dataclass(frozen=True)
class Figure(Piece):
    """A count with its base, what it counts, and the list behind it. Without `of` there is no bar."""

    template_name: ClassVar[str] = "components/figure.html"

    count: int
    what: str
    of: int = 0
    url: str = ""
    link: str = ""
    note: str = ""

    @property
    def permille(self) -> int:
        """How much of the bar is filled, of 1,000."""
        return round(1000 * self.count / self.of) if self.of else 0

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "permille": self.permille}


@dataclass(frozen=True)
class Card(Piece):
    """A linked summary of one thing.

    `text` is plain text, escaped, or safe HTML (a snippet with `<mark>`).
    """

    template_name: ClassVar[str] = "components/card.html"

    title: str
    url: str
    kicker: str = ""
    text: str = ""


@dataclass(frozen=True)
class Row(Piece):
    """A linked line of a list: title, something beside it (a status chip) and a quiet line below."""

    template_name: ClassVar[str] = "components/row.html"

    title: str
    url: str
    text: str = ""
    aside: Component | None = None


@dataclass(frozen=True)
class Moment:
    """Something that happened on a day: `text` says who, `note` the rest; `link` names `url`, which proves it."""

    on: date
    title: str
    text: str = ""
    note: str = ""
    url: str = ""
    link: str = ""
    main: bool = False


@dataclass(frozen=True)
class Timeline(Piece):
    """What happened, in the order given."""

    template_name: ClassVar[str] = "components/timeline.html"

    moments: Sequence[Moment]


@dataclass(frozen=True)
class Pager(Piece):
    """Links between the pages of a list, counted from 1. `query` is the rest of the query string, without `page`."""

    template_name: ClassVar[str] = "components/pager.html"

    page: int
    pages: int
    query: str = ""
    label: str = ""  # tells it apart where a page has several

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            **super().get_context_data(parent_context),
            "before": self.address(self.page - 1) if self.page > 1 else "",
            "after": self.address(self.page + 1) if self.page < self.pages else "",
            "steps": [(number, self.address(number) if number else "") for number in self.shown()],
        }

    def shown(self) -> list[int]:
        """The numbers to show; 0 stands for those left out between two of them."""
        near = range(self.page - PAGER_REACH, self.page + PAGER_REACH + 1)
        numbers = sorted({1, self.pages, *(number for number in near if 1 <= number <= self.pages)})
        shown: list[int] = []
        for number in numbers:
            if shown and number - shown[-1] > 1:
                shown.append(0)
            shown.append(number)
        return shown

    def address(self, number: int) -> str:
        """The query string of one page; the first has no number."""
        parts = [part for part in (self.query, f"page={number}" if number > 1 else "") if part]
        return f"?{'&'.join(parts)}"


@dataclass(frozen=True)
class SearchBox(Piece):
    """A box that works without JavaScript; `keep` are name and value of what else stays in the address."""

    template_name: ClassVar[str] = "components/search_box.html"

    action: str
    label: str
    value: str = ""
    placeholder: str = ""
    name: str = "q"
    id: str = "q"
    small: bool = False
    suggest: str = ""  # where the words for a suggestion list are fetched, when there is JavaScript
    keep: Sequence[tuple[str, str]] = ()
