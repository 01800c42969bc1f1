"""The results of a search as the page shows them: cards, headline, expansions and links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from search.engines import get_searcher
from search.forms import GROUPS_PER_PAGE, WORD_PARAMETERS, SearchForm
from search.highlight import highlight, snippet
from search.query_analysis import decide_match_any, expand_query
from search.search_url import SearchURL
from search.source_counts import SourceCounts, count_sources
from search.sources import Source
from search.term_filters import apply_term_filter, as_query
from search.types import AnalysedQuery, GroupHit, PageHit, Query, Result

OPEN_HITS = 3  # pages of a group that are shown unfolded
HITS_SIZE = 600_000  # characters of all hits of an answer, when every group is unfolded
HIT_SIZE = 550  # characters of a hit beside its link: the snippet, its heading and whose page it is
EVERY_GROUP = "alla"
NO_WORDS = AnalysedQuery(())


@dataclass(frozen=True, slots=True)
class ResultHit:
    """A matching page: its address, the snippet and the headings above it, with `<mark>`."""

    item: Mapping[str, Any]  # from `Source.item`
    url: str
    snippet: SafeString
    heading: SafeString


@dataclass(frozen=True, slots=True)
class ResultCard:
    """A group in the results, rendered by the template of its source."""

    template: str
    group: GroupHit
    facts: Any
    hits: Sequence[ResultHit]
    more: int  # number of pages that are not shown
    more_url: str  # empty when as many are shown as an answer may hold
    fewer_url: str


class SearchResults:
    """Runs the search of a valid form. Every engine call is lazy and made once."""

    def __init__(self, form: SearchForm, shown: str | None = None, limit: int = GROUPS_PER_PAGE) -> None:
        """Nothing is asked of the engine yet.

        Args:
            form: A valid form.
            shown: The group whose pages are all fetched, or `EVERY_GROUP`; by default as the address says.
            limit: Number of groups to fetch.
        """
        self.form = form
        self.shown = form.expanded_group if shown is None else shown
        self.limit = limit
        self.source: Source = form.source
        self.engine = get_searcher()

    @cached_property
    def analysed(self) -> AnalysedQuery:
        analysed = decide_match_any(
            self.all_words,
            self.engine,
            source=self.source.name,
            exact=self.form.exact,
            audiences=self.form.audiences,
        )
        return apply_term_filter(analysed, self.form.filter_words, self.form.without)

    @cached_property
    def all_words(self) -> AnalysedQuery:
        """The words of the form, all of them required, without term filters."""
        return expand_query(self.form.question.words, self.engine, self.form.options)

    @cached_property
    def query(self) -> Query:
        return self.form.to_query(self.analysed, hits_per_group=self.hits_per_group, limit=self.limit)

    @property
    def hits_per_group(self) -> int:
        """How many pages of an unfolded group are shown: fewer when the address, which every link repeats, is long."""
        if not self.shown:
            return OPEN_HITS
        unfolded = self.limit if self.expanded else 1
        return max(OPEN_HITS, HITS_SIZE // (unfolded * (HIT_SIZE + len(self.highlight_query))))

    @cached_property
    def result(self) -> Result:
        if self.wordless:
            return Result((), 0, 0, 0)
        return self.engine.search(self.query)

    def count(self) -> int:
        """Number of matching pages, without fetching any."""
        return 0 if self.wordless else self.engine.count_many([self.query])[0][0]

    def counted_by(self, term: str) -> Result:
        """The counts of the result, with a facet of a term of the index; one group at most."""
        query = replace(self.query, facets=(term,) if term else (), offset=0, limit=1, hits_per_group=1)
        return Result((), 0, 0, 0, {term: {}}) if self.wordless else self.engine.search(query)

    @cached_property
    def counts(self) -> SourceCounts:
        """Counts of the same words in the other sources and in the widest scope."""
        filters = {**self.form.terms_in_scope(self.form.widest_scope), **self.form.audience_filter}
        wider = replace(self.query, facets=(), filters=filters)
        return count_sources(self.form, self.engine, self.all_words, wider)

    @cached_property
    def searched_groups(self) -> int:
        """Number of groups that pass the filters, whatever the words: what the result is a part of."""
        return self.engine.search(self.form.to_query(NO_WORDS, facets=(), offset=0, limit=0)).title_only

    @cached_property
    def related_pages(self) -> int:
        """Number of further pages that related words would find; 0 where there are none, or they are searched."""
        if not self.analysed.related or self.wordless:
            return 0
        form = self.form.with_search_url(self.related_url)
        return SearchResults(form).count() - self.result.pages if form.is_valid() else 0

    @property
    def related_url(self) -> SearchURL:
        return self.form.search_url.with_value("narliggande", "1")

    @property
    def wordless(self) -> bool:
        """Whether the query has no word to match: operators only, or exclusions only."""
        return self.analysed.empty and bool(self.form.cleaned_data["q"])

    @cached_property
    def cards(self) -> Sequence[ResultCard]:
        facts = self.source.hydrate(self.result.groups, self.form.on, self.form.user)
        return [self._card(group, facts[group.group]) for group in self.result.groups if group.group in facts]

    @property
    def list_pages(self) -> int:
        """Number of pages of the list, at least one."""
        return max(1, ceil((self.result.total + self.result.title_only) / GROUPS_PER_PAGE))

    @property
    def expanded(self) -> bool:
        return self.shown == EVERY_GROUP

    @property
    def expandable(self) -> bool:
        """Whether some group on this page of the list has more pages than are shown."""
        return any(group.pages > OPEN_HITS for group in self.result.groups)

    @property
    def expand_url(self) -> str:
        """The link to the same groups with all their pages, or back."""
        return f"?{self.form.list_url.with_value('visa', '' if self.expanded else EVERY_GROUP)}"

    @property
    def headline(self) -> str:
        """Numbers of pages and groups, in words."""
        return self.headline_of(self.result)

    def headline_of(self, result: Result) -> str:
        """The headline of a result of the same words and filters."""
        say = self.source.wording
        if not result.pages:
            return say.groups(result.title_only) if self.analysed.empty and not self.wordless else say.nothing()
        found = say.headline(say.pages(result.pages), say.groups(result.total))
        return gettext("%(found)s with some of the words") % {"found": found} if self.analysed.match_any else found

    @property
    def title_only_note(self) -> str:
        """The number of groups that match by title alone, in words; empty without any."""
        count = self.result.title_only
        if not count or self.analysed.empty:
            return ""
        return self.source.wording.title_only(count)

    @cached_property
    def wider_scope_pages(self) -> int:
        """Number of further pages in the widest scope."""
        widest_scope = self.form.widest_scope
        if len(self.source.scopes) < 2 or widest_scope in self.form.search_url.values("scope") or self.analysed.empty:
            return 0
        return self.counts.widest_scope - self.result.pages

    @property
    def wider_scope_url(self) -> str:
        return f"?{self.form.search_url.with_value('scope', self.form.widest_scope)}"

    @property
    def any_word_notes(self) -> Sequence[str]:
        """Why pages with some of the words only are shown; empty where they are not."""
        if not self.analysed.match_any:
            return []
        missing = self.analysed.missing
        if not missing:
            return [gettext("Few pages hold all the words; pages with some of them are shown too.")]
        words = ", ".join(f"”{word}”" for word in missing)
        absent = ngettext("%(words)s does not occur.", "%(words)s do not occur.", len(missing)) % {"words": words}
        return [absent, gettext("Pages with some of the other words are shown.")]

    def explanation(self) -> str:
        """How the query was interpreted, in sentences."""
        sentences = list(self.analysed.notes)
        sentences += [f"{each.label}: {each.value}." for each in self.form.named_filters]
        sentences += self.any_word_notes
        if self.analysed.expansions:
            names = ", ".join(self.analysed.expansions)
            sentences.append(gettext("Also searched for: %(names)s.") % {"names": names})
        if self.form.exact:
            sentences.append(gettext("Exact words only."))
        return " ".join(sentences)

    @cached_property
    def highlight_query(self) -> str:
        """The query string that makes a page highlight: the reader's words, else those of the term filter."""
        words = self.form.search_url.only(*WORD_PARAMETERS)
        return str(words.with_value("q", self.form.question.words or as_query(self.form.filter_words)))

    def result_hit(self, hit: PageHit, facts: Any) -> ResultHit:
        """A page hit as shown; its address carries the query where the page highlights it."""
        item = self.source.item(hit, facts)
        address = f"{item['url']}?{self.highlight_query}" if self.source.marks_words else item["url"]
        return ResultHit(
            item, address, snippet(hit.text, self.analysed, hit.language), highlight(hit.heading, self.analysed)
        )

    def _card(self, group: GroupHit, facts: Any) -> ResultCard:
        opened = self.shown in (EVERY_GROUP, group.group)
        hits = group.hits if opened else group.hits[:OPEN_HITS]
        url = self.form.list_url
        fold = f"?{url.without('visa')}#{anchor(group)}"
        return ResultCard(
            self.source.card_template,
            replace(group, hits=tuple(hits)),
            facts,
            [self.result_hit(hit, facts) for hit in hits],
            group.pages - len(hits),
            "" if self.shown == group.group else f"?{url.with_value('visa', group.group)}#{anchor(group)}",
            fold if opened and group.pages > OPEN_HITS else "",
        )


def anchor(group: GroupHit) -> str:
    """The id of a card on the page."""
    return f"traff-{group.group}"
