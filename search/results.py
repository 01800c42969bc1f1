"""An answer as the page shows it: cards, headline, what was added to the words, and ways on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from search.engines import get_searcher
from search.forms import GROUPS_PER_PAGE, WORDS, SearchForm
from search.highlight import highlight, snippet
from search.query_analysis import read
from search.search_url import Address
from search.sources import Source
from search.term_filters import as_words, narrowed
from search.types import GroupHit, PageHit, Query, Reading, Result

OPEN_HITS = 3  # pages of a plan that are shown at once
ALL_HITS = 1_000_000
EVERY_GROUP = "alla"


@dataclass(frozen=True, slots=True)
class HitLine:
    """A page among the results: where it stands, its best words and the headings above them."""

    item: Mapping[str, Any]  # from `Source.item`
    url: str
    snippet: SafeString
    heading: SafeString


@dataclass(frozen=True, slots=True)
class Card:
    """A plan among the results, drawn by the source's own template."""

    template: str
    group: GroupHit
    facts: Any
    hits: Sequence[HitLine]
    more: int  # pages that are not shown
    more_url: str
    fewer_url: str


class Answer:
    """What the engine says to a valid form. Nothing is asked before it is needed, and nothing twice."""

    def __init__(self, form: SearchForm, shown: str | None = None, limit: int = GROUPS_PER_PAGE) -> None:
        """`shown` is the group whose pages are all fetched, or `EVERY_GROUP`; by default what the address says.

        `limit` is how many groups are fetched.
        """
        self.form = form
        self.shown = form.shown if shown is None else shown
        self.limit = limit
        self.source: Source = form.source
        self.engine = get_searcher()

    @cached_property
    def reading(self) -> Reading:
        form = self.form
        reading = read(
            form.cleaned_data["q"], self.engine, source=self.source.name, exact=form.exact, without=form.without
        )
        return narrowed(reading, form.narrowing_terms, form.without) if form.narrowing_terms else reading

    @cached_property
    def query(self) -> Query:
        hits = ALL_HITS if self.shown else OPEN_HITS
        return self.form.to_query(self.reading, hits_per_group=hits, limit=self.limit)

    @cached_property
    def result(self) -> Result:
        if self.wordless:
            return Result((), 0, 0, 0)
        return self.engine.search(self.query)

    def count(self) -> int:
        """Pages of the whole answer, without fetching any."""
        return 0 if self.wordless else self.engine.count(self.query)[0]

    @property
    def wordless(self) -> bool:
        """Whether something was written, but no word to look for: signs, or only what must not occur."""
        return self.reading.empty and bool(self.form.cleaned_data["q"])

    @cached_property
    def cards(self) -> Sequence[Card]:
        facts = self.source.hydrate(self.result.groups, self.form.on)
        return [self._card(group, facts[group.group]) for group in self.result.groups if group.group in facts]

    @property
    def pages(self) -> int:
        """Pages of the list, at least one."""
        return max(1, ceil((self.result.total + self.result.title_only) / GROUPS_PER_PAGE))

    @property
    def expanded(self) -> bool:
        return self.shown == EVERY_GROUP

    @property
    def expandable(self) -> bool:
        """Whether some plan on this page of the list has more pages than are shown at first."""
        return any(group.pages > OPEN_HITS for group in self.result.groups)

    @property
    def expand_url(self) -> str:
        """To the same plans with all their pages, or back."""
        return f"?{self.form.place.setting('visa', '' if self.expanded else EVERY_GROUP)}"

    @property
    def headline(self) -> str:
        """Both units: pages, and the plans they stand in."""
        say = self.source.wording
        if not self.result.pages:
            return say.groups(self.result.title_only) if self.reading.empty and not self.wordless else say.nothing()
        return say.headline(say.pages(self.result.pages), say.groups(self.result.total))

    @property
    def beside(self) -> str:
        """Plans that only their title or owner brought here, in words; empty without any."""
        count = self.result.title_only
        if not count or self.reading.empty:
            return ""
        return self.source.wording.title_only(count)

    @cached_property
    def older(self) -> int:
        """Pages that would be added by searching all generations."""
        everywhere = self.form.everywhere
        if len(self.source.scopes) < 2 or everywhere in self.form.address.values("scope") or self.reading.empty:
            return 0
        wider = self.form.with_address(self.form.address.setting("scope", everywhere))
        if not wider.is_valid():
            return 0
        return self.engine.count(wider.to_query(self.reading, facets=()))[0] - self.result.pages

    @property
    def older_url(self) -> str:
        return f"?{self.form.address.setting('scope', self.form.everywhere)}"

    def explanation(self) -> str:
        """How the words were read, in sentences."""
        sentences = list(self.reading.notes)
        if self.reading.loose:
            sentences.append(gettext("Few pages hold all the words; pages with some of them are shown too."))
        if self.reading.expansions:
            names = ", ".join(self.reading.expansions)
            sentences.append(gettext("Also searched for: %(names)s.") % {"names": names})
        if self.form.exact:
            sentences.append(gettext("Exact words only."))
        return " ".join(sentences)

    @cached_property
    def marking(self) -> Address:
        """The words that a page is to mark: the reader's own, else the terms of the filter."""
        words = self.form.address.keeping(*WORDS)
        return words if words.values("q") else words.setting("q", as_words(self.form.narrowing_terms))

    def line(self, hit: PageHit, facts: Any) -> HitLine:
        """A page hit with what a reader sees of it; its address carries the words where they are marked there."""
        item = self.source.item(hit, facts)
        address = f"{item['url']}?{self.marking}" if self.source.marks_words else item["url"]
        return HitLine(item, address, snippet(hit.text, self.reading), highlight(hit.heading, self.reading))

    def _card(self, group: GroupHit, facts: Any) -> Card:
        opened = self.shown in (EVERY_GROUP, group.group)
        hits = group.hits if opened else group.hits[:OPEN_HITS]
        address = self.form.place
        return Card(
            self.source.card_template,
            replace(group, hits=tuple(hits)),
            facts,
            [self.line(hit, facts) for hit in hits],
            group.pages - len(hits),
            f"?{address.setting('visa', group.group)}#{anchor(group)}",
            f"?{address.leaving('visa')}#{anchor(group)}" if opened and group.pages > OPEN_HITS else "",
        )


def anchor(group: GroupHit) -> str:
    """The id of a card on the page."""
    return f"traff-{group.group}"
