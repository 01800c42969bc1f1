"""Template components: a dataclass declares the context, a template renders it, neither queries the database."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar

from laces.components import Component

PAGER_WINDOW = 2  # page numbers shown on each side of the current one


class DataclassComponent(Component):
    """A component whose template context is the fields of its dataclass."""

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class Breadcrumb:
    """One item of a breadcrumb trail; without `url` it is not a link. `attributes` name the language of the title."""

    title: str
    url: str = ""
    attributes: str = ""


@dataclass(frozen=True)
class Breadcrumbs(DataclassComponent):
    """The trail from the start page; the last item is the page itself and has no link."""

    template_name: ClassVar[str] = "components/breadcrumbs.html"

    items: Sequence[Breadcrumb]
    label: str = ""  # accessible name, needed where a page has several


@dataclass(frozen=True)
class LanguageVersion:
    """A page in one language; `name` is the language's name in itself."""

    code: str
    name: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class LanguageSwitcher(DataclassComponent):
    """Links to all language versions of a page, the current one included."""

    template_name: ClassVar[str] = "components/language_switcher.html"

    versions: Sequence[LanguageVersion]


@dataclass(frozen=True)
class StatusChip(DataclassComponent):
    """A status as icon, label and colour. `icon` is `full`, `half`, `ring` or `dash`; `note` follows the label."""

    template_name: ClassVar[str] = "components/status_chip.html"

    code: str
    label: str
    icon: str = "ring"
    note: str = ""
    large: bool = False


@dataclass(frozen=True)
class Fact:
    """A label with its value; `value` and `note` are plain text, escaped, or safe HTML."""

    label: str
    value: Any
    note: Any = ""


@dataclass(frozen=True)
class Facts(DataclassComponent):
    """A description list. Leave out unknown values, or say so in the value."""

    template_name: ClassVar[str] = "components/facts.html"

    rows: Sequence[Fact]


@dataclass(frozen=True)
class Statistic(DataclassComponent):
    """A count out of a total, with a bar and a link to the list behind it. Without `total` there is no bar."""

    template_name: ClassVar[str] = "components/statistic.html"

    count: int
    label: str
    total: int = 0
    url: str = ""
    link_text: str = ""
    note: str = ""

    @property
    def permille(self) -> int:
        """How much of the bar is filled, in thousandths."""
        return round(1000 * self.count / self.total) if self.total else 0

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "permille": self.permille}


@dataclass(frozen=True)
class Card(DataclassComponent):
    """A linked summary of one thing.

    `text` is plain text, escaped, or safe HTML (a snippet with `<mark>`).
    """

    template_name: ClassVar[str] = "components/card.html"

    title: str
    url: str
    kicker: str = ""
    text: str = ""


@dataclass(frozen=True)
class ListItem(DataclassComponent):
    """A linked list item: title, a component beside it (such as a status chip) and a secondary line below."""

    template_name: ClassVar[str] = "components/list_item.html"

    title: str
    url: str
    text: str = ""
    aside: Component | None = None


@dataclass(frozen=True)
class TimelineEntry:
    """An event of a timeline: `text` says who, `note` the rest; `link_text` is the text of the link to `url`."""

    day: date
    title: str
    text: str = ""
    note: str = ""
    url: str = ""
    link_text: str = ""
    highlighted: bool = False


@dataclass(frozen=True)
class Timeline(DataclassComponent):
    """Dated events, in the order given."""

    template_name: ClassVar[str] = "components/timeline.html"

    entries: Sequence[TimelineEntry]


@dataclass(frozen=True)
class Pager(DataclassComponent):
    """Links between the pages of a list, counted from 1. `query` is the rest of the query string, without `page`."""

    template_name: ClassVar[str] = "components/pager.html"

    page: int
    pages: int
    query: str = ""
    label: str = ""  # accessible name, needed where a page has several

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            **super().get_context_data(parent_context),
            "previous_url": self.page_url(self.page - 1) if self.page > 1 else "",
            "next_url": self.page_url(self.page + 1) if self.page < self.pages else "",
            "page_links": [(number, self.page_url(number) if number else "") for number in self.page_numbers()],
        }

    def page_numbers(self) -> list[int]:
        """The page numbers to show; 0 stands for a gap."""
        near = range(self.page - PAGER_WINDOW, self.page + PAGER_WINDOW + 1)
        numbers = sorted({1, self.pages, *(number for number in near if 1 <= number <= self.pages)})
        shown: list[int] = []
        for number in numbers:
            if shown and number - shown[-1] > 1:
                shown.append(0)
            shown.append(number)
        return shown

    def page_url(self, number: int) -> str:
        """The query string of a page, with `?`; the first page has no `page` in it."""
        parts = [part for part in (self.query, f"page={number}" if number > 1 else "") if part]
        return f"?{'&'.join(parts)}"


@dataclass(frozen=True)
class SearchBox(DataclassComponent):
    """A search form that works without JavaScript; `hidden_fields` are the other query parameters to keep."""

    template_name: ClassVar[str] = "components/search_box.html"

    action: str
    label: str
    value: str = ""
    placeholder: str = ""
    name: str = "q"
    id: str = "q"
    small: bool = False
    suggest_url: str = ""  # where suggestions are fetched, when there is JavaScript
    hidden_fields: Sequence[tuple[str, str]] = ()
