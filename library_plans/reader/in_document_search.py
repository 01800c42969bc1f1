"""Search within one edition: the matching pages, and links between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from library_plans.models import Edition
from library_plans.reader.page_renderer import Spans
from library_plans.register.presentation import page_name
from search.expansion_links import ExpansionLinks, expansion_links
from search.forms import LONGEST, WORD_PARAMETERS
from search.highlight import marked_words
from search.search_url import SearchURL
from search.types import AnalysedQuery, EngineUnavailable, PageHit
from search.within_document import analyse_public_query, search_document

SOURCE = "planer"
EMPTY_QUERY = AnalysedQuery(clauses=())
LINKS_SIZE = 150_000  # characters of the links to pages with hits: some 800 of them, fewer where the address is long


@dataclass(frozen=True, slots=True)
class MatchingPage:
    """A page with a hit: its number, a link to the first highlighted word, and its name for screen readers."""

    number: int
    url: str
    name: str
    is_this_page: bool = False


@dataclass(frozen=True, slots=True)
class DocumentMatches:
    """The hits of one query in one edition, seen from one page of it; `has_query` is false when there are no words."""

    words: str
    address: SearchURL  # the words and how to read them
    analysed: AnalysedQuery
    pages: tuple[MatchingPage, ...]
    best: PageHit | None  # on the page being read
    number: int
    has_pages: bool
    most_links: int
    unavailable: bool = False  # the search could not be asked

    @property
    def has_query(self) -> bool:
        return bool(self.words)

    @property
    def status_code(self) -> int:
        """Of the page: it can be read while the search is down, but is not what was asked for."""
        return 503 if self.unavailable else 200

    @property
    def expansions(self) -> ExpansionLinks:
        """What was added to the words, each with the link that switches it off."""
        return expansion_links(self.address, self.analysed)

    @property
    def query(self) -> str:
        """The words and how to read them, for links."""
        return str(self.address)

    @property
    def notes(self) -> Sequence[str]:
        return self.analysed.notes

    @property
    def position(self) -> int:
        """The position of the page being read among the pages with hits, from 1; 0 when it has none."""
        return next((index for index, page in enumerate(self.pages, 1) if page.is_this_page), 0)

    @property
    def summary(self) -> str:
        found = len(self.pages)
        if self.unavailable:
            return _("The search does not answer just now, so no words are marked.")
        if not found:
            return _("Nothing in this document answers “%(words)s”.") % {"words": self.words}
        if self.has_pages:
            sentence = ngettext("%(count)s page answers “%(words)s”.", "%(count)s pages answer “%(words)s”.", found)
        else:
            sentence = ngettext(
                "%(count)s section answers “%(words)s”.", "%(count)s sections answer “%(words)s”.", found
            )
        return sentence % {"count": found, "words": self.words}

    @property
    def linked_pages(self) -> Sequence[MatchingPage]:
        """The pages with hits to link to: all, or the nearest to the one being read."""
        before = sum(page.number < self.number for page in self.pages)
        first = max(0, min(before - self.most_links // 2, len(self.pages) - self.most_links))
        return self.pages[first : first + self.most_links]

    @property
    def position_text(self) -> str:
        if self.position:
            return _("%(place)s of %(total)s") % {"place": self.position, "total": len(self.pages)}
        return _("no hit here")

    @property
    def previous(self) -> MatchingPage | None:
        """The nearest page with a hit before the one being read."""
        return next((page for page in reversed(self.pages) if page.number < self.number), None)

    @property
    def next(self) -> MatchingPage | None:
        return next((page for page in self.pages if page.number > self.number), None)

    def mark(self, text: str, language: str) -> Spans:
        return marked_words(text, self.analysed, language)


def search_edition(data: QueryDict, edition: Edition, edition_url: str, number: int, on: date) -> DocumentMatches:
    """Search an edition for the words of a query string.

    Raises:
        BadRequest: More words than a search may have.
    """
    words = " ".join(data.get("q", "").replace("\0", " ").split())
    if len(words) > LONGEST:
        raise BadRequest(_("A search may have at most %(limit_value)d characters.") % {"limit_value": LONGEST})
    address = SearchURL.of(data, WORD_PARAMETERS)
    analysed = EMPTY_QUERY
    hits: list[PageHit] = []
    unavailable = False
    if words:
        try:
            analysed = analyse_public_query(words, SOURCE, address.options())
            hits = search_document(SOURCE, str(edition.pk), analysed, on)
        except EngineUnavailable:
            unavailable = True  # the page itself can be read all the same
    pages = tuple(matching_page(hit, edition, edition_url, str(address), number) for hit in hits)
    best = next((hit for hit in hits if hit.unit == number), None)
    links = address.links_within(LINKS_SIZE)
    return DocumentMatches(words, address, analysed, pages, best, number, edition.has_pages, links, unavailable)


def matching_page(hit: PageHit, edition: Edition, edition_url: str, query: str, number: int) -> MatchingPage:
    url = f"{edition_url}sida/{hit.unit}/?{query}#traff-1"
    return MatchingPage(hit.unit, url, page_name(edition, hit.unit), is_this_page=hit.unit == number)
