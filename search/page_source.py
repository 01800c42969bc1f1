"""Pages of Wagtail as a source: found by title, summary and text, each hit leading to the heading it stands below."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from content.pages import BasePage
from content.templatetags.content import thousands
from content.toc import Section
from content.translation.pages import page_language
from content.visibility import PageAudiences, visible_pages
from search.sources import BestBet, FeedEntry, Filter, ResultWording
from search.types import Chunk, GroupHit, NamedFilter, PageHit, Query, Record, Result, Term

ALL_PAGES = "alla"  # the one scope
AT_A_TIME = 50  # pages whose text is held in memory at once
CHUNK_SIZE = 1_200  # characters of a chunk, as for plans
BETWEEN_HEADINGS = " › "
COLUMNS = ("titel", "rubrik", "utdrag", "adress")


@dataclass(frozen=True, slots=True)
class PageFilter:
    """A filter of a source of pages, with the values of a page and what a reader sees for one."""

    filter: Filter
    values: Callable[[Any], Iterable[str]]
    labels: Callable[[], Mapping[str, str]]  # every value that exists, in the order of the facet


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page among the results; `sections` are numbered from 1 as the units of its hits."""

    page: BasePage
    sections: Sequence[Section]

    @property
    def url(self) -> str:
        return self.page.get_url() or ""

    @property
    def language(self) -> str:
        """Of the page, where it is not the language of the site."""
        code = page_language(self.page)
        return "" if code == settings.LANGUAGE_CODE else code

    def hit_url(self, hit: PageHit) -> str:
        """The page, at the heading of the hit; its top when the text was changed meanwhile."""
        if hit.unit > len(self.sections):
            return self.url
        section = self.sections[hit.unit - 1]
        address = f"{self.url}{section.url_suffix}"
        return f"{address}#{section.anchor}" if section.anchor else address


class PageSource:
    """Live pages of some types, each with its audiences; implements `search.sources.Source`.

    Every type is a `BasePage` with `summary`; its `searchable_names` fill parts of an AND, its `sections` are searched.
    """

    marks_words = False
    record_term = ""
    card_template = "search/page_card.html"
    columns: Sequence[str] = COLUMNS

    def __init__(self, name: str, label: Any, *types: type[BasePage], filters: Sequence[PageFilter] = ()) -> None:
        self.name = name
        self.types = types
        self.page_filters = {one.filter.name: one for one in filters}
        self._label = label

    @property
    def label(self) -> str:
        return str(self._label)

    @property
    def scopes(self) -> Mapping[str, str]:
        return {ALL_PAGES: _("All pages")}

    @property
    def wording(self) -> ResultWording:
        return WORDING

    def pages(self) -> Any:
        """The live pages of these types, without their own fields."""
        return Page.objects.type(self.types).live().order_by("pk")

    def records(self, keys: Collection[str] | None = None) -> Iterator[Record]:
        """Pages that somebody may see without a password."""
        pages = self.pages() if keys is None else self.pages().filter(pk__in=[int(key) for key in keys])
        rows = pages.select_related("locale").specific().iterator(chunk_size=AT_A_TIME)
        audiences = PageAudiences()
        while batch := list(islice(rows, AT_A_TIME)):
            listed = [page for page in batch if audiences.of(page.path)]
            self.prepare(listed)
            for page in listed:
                yield self.record(page, audiences.of(page.path))

    def prepare(self, pages: Sequence[Any]) -> None:
        """Fetch what the sections of all these pages are made of at once, where they need more than the page."""

    def record(self, page: BasePage, audiences: Collection[str]) -> Record:
        day = page.first_published_at
        own = {name: tuple(map(Term, one.values(page))) for name, one in self.page_filters.items()}
        return Record(
            source=self.name,
            key=str(page.pk),
            group=str(page.pk),
            title=" ".join(page.searchable_names()),
            terms={**own, "audience": tuple(map(Term, sorted(audiences))), "scope": (Term(ALL_PAGES),)},
            chunks=tuple(chunks(page)),
            order=day.date().isoformat() if day else "",
        )

    def keys(self) -> set[str]:
        audiences = PageAudiences()
        return {str(number) for number, path in self.pages().values_list("pk", "path") if audiences.of(path)}

    def filters(self) -> Sequence[Filter]:
        return [one.filter for one in self.page_filters.values()]

    def value_label(self, name: str, value: str) -> str:
        if name == "scope":
            return self.scopes.get(value, value)
        return str(self.page_filters[name].labels().get(value, value))

    def value_order(self, name: str, value: str) -> Any:
        values = list(self.page_filters[name].labels())
        return (values.index(value) if value in values else len(values), value)

    def resolve_filters(self, filters: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
        """The reader's filters, each value checked.

        Raises:
            ValueError: A value that does not exist; the message is a sentence for the reader.
        """
        for name in filters.keys() & self.page_filters.keys():
            if unknown := filters[name] - self.page_filters[name].labels().keys():
                label, value = self.page_filters[name].filter.label, sorted(unknown)[0]
                raise ValueError(_("“%(label)s” has no value “%(value)s”.") % {"label": label, "value": value[:60]})
        return {**filters, "scope": frozenset({ALL_PAGES})}

    def hydrate(self, groups: Sequence[GroupHit], on: date, user: Any) -> Mapping[str, PageFacts]:
        """The pages by group: a query, and one for each type among them. A page that is gone meanwhile has none."""
        visible = visible_pages(self.pages(), user)
        pages = list(visible.filter(pk__in=[int(group.group) for group in groups]).specific())
        self.prepare(pages)
        return {str(page.pk): PageFacts(page, numbered(page)) for page in pages}

    def row(self, hit: PageHit, facts: PageFacts, absolute: Callable[[str], str]) -> Sequence[str]:
        return (facts.page.title, hit.heading, hit.text, absolute(facts.hit_url(hit)))

    def item(self, hit: PageHit, facts: PageFacts) -> Mapping[str, Any]:
        return {"title": facts.page.title, "heading": hit.heading, "url": facts.hit_url(hit)}

    def feed_entry(self, hit: PageHit | GroupHit, facts: PageFacts) -> FeedEntry:
        if isinstance(hit, GroupHit):
            return FeedEntry(facts.page.title, facts.url)
        return FeedEntry(": ".join(part for part in (facts.page.title, hit.heading) if part), facts.hit_url(hit))

    def newest(self, records: Collection[str], limit: int) -> Mapping[str, datetime]:
        pages = self.pages().filter(pk__in=[int(key) for key in records], last_published_at__isnull=False)
        rows = pages.order_by("-last_published_at", "pk").values_list("pk", "last_published_at")[:limit]
        return {str(key): published for key, published in rows}

    def note(self, result: Result, query: Query, searched: int) -> str:
        scope = _("Searches the pages under “%(label)s”.") % {"label": self.label}
        if query.analysed.empty:
            return scope
        numbers = {"found": thousands(result.total), "searched": thousands(searched)}
        part = _("%(found)s of %(searched)s searched web pages.") % numbers
        return f"{part} {scope}"

    def named_filters(self, text: str, chosen: Collection[str]) -> Sequence[NamedFilter]:
        return ()

    def names_in(self, text: str) -> frozenset[str]:
        return frozenset()

    def best_bets(self, text: str, on: date) -> Sequence[BestBet]:
        return []

    def suggest(self, text: str, limit: int, user: Any) -> Sequence[BestBet]:
        """Pages whose title has this prefix."""
        found = visible_pages(self.pages(), user).filter(title__istartswith=text.strip())[:limit]
        return [BestBet("page", page.title, page.get_url() or "", self.label) for page in found]


def numbered(page: BasePage) -> list[Section]:
    """The sections as the units of hits are numbered, from 1: the summary, then the text."""
    summary = getattr(page, "summary", "")
    return [Section("", paragraphs=(summary,) if summary else ()), *page.sections()]


def chunks(page: BasePage) -> Iterator[Chunk]:
    """The text in chunks of a paragraph's size, none across a heading; a heading without text is a chunk of its own."""
    position = 0
    for unit, section in enumerate(numbered(page), start=1):
        heading = BETWEEN_HEADINGS.join(section.heading_path)
        for text in packed(section.paragraphs or (section.title or page.title,)):
            position += 1
            yield Chunk(position, unit, text, heading, page.locale.language_code)


def packed(texts: Iterable[str]) -> Iterator[str]:
    """Texts run together by lines, as far as a chunk may be long."""
    lines: list[str] = []
    for text in texts:
        if lines and sum(map(len, lines)) + len(text) > CHUNK_SIZE:
            yield "\n".join(lines)
            lines = []
        lines.append(text)
    if lines:
        yield "\n".join(lines)


WORDING = ResultWording(
    pages=lambda n: ngettext("%(n)s passage", "%(n)s passages", n) % {"n": thousands(n)},
    groups=lambda n: ngettext("%(n)s web page", "%(n)s web pages", n) % {"n": thousands(n)},
    headline=lambda passages, pages: _("%(passages)s on %(pages)s") % {"passages": passages, "pages": pages},
    title_only=lambda n: (
        ngettext(
            "%(n)s more page matches by its title alone and stands last.",
            "%(n)s more pages match by their title alone and stand last.",
            n,
        )
        % {"n": thousands(n)}
    ),
    numbers=lambda: _("The numbers count web pages."),
    nothing=lambda: _("Nothing found"),
    nothing_so=lambda: _("No page here holds this, as it was written and with these filters."),
)
