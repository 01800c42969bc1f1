"""The search form: validates a query string for the page, the CSV and the API alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.visibility import audiences_of
from search.question import Question, read_question
from search.search_url import SearchURL
from search.sources import Filter, Source
from search.term_filters import all_term_filters
from search.types import AnalysedQuery, ExpansionOptions, Query

LONGEST = 400  # characters of a query
LAST_PAGE = 100_000
GROUPS_PER_PAGE = 20
MAX_TERM_VALUES = 2  # of a term filter: each stands for some ten words, and every word costs as one of the query does
SORTS = {"relevance": _("Best match"), "newest": _("Newest first"), "oldest": _("Oldest first")}
NO_FILTERS: Mapping[str, frozenset[str]] = {}
DEFAULT_SORT = "relevance"
WORD_PARAMETERS = ("q", "exakt", "narliggande", "utan")  # what decides the query analysis
OPTIONS = ("source", "scope", "sort", "format", "page")


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A chosen value of a filter in words, and the address without it."""

    label: str
    value: str
    without: SearchURL


class SearchForm(forms.Form):
    """Validates a query string; `to_query` builds the query for an engine.

    Unknown parameters are ignored, so that a campaign's tracking parameter does not break a link.
    """

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": _("A search may have at most %(limit_value)d characters.")},
    )
    page = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=LAST_PAGE,
        error_messages={
            "invalid": _("The page must be a number."),
            "min_value": _("The pages of an answer are numbered from 1."),
            "max_value": _("An answer never has so many pages."),
        },
    )
    sort = forms.ChoiceField(
        required=False,
        choices=SORTS.items(),
        error_messages={"invalid_choice": _("There is no order called “%(value)s”.")},
    )
    exakt = forms.ChoiceField(
        required=False,
        choices=[("1", _("exact words only"))],
        error_messages={"invalid_choice": _("“exakt” is either 1 or left out.")},
    )
    narliggande = forms.ChoiceField(
        required=False,
        choices=[("1", _("related words too"))],
        error_messages={"invalid_choice": _("“narliggande” is either 1 or left out.")},
    )
    format = forms.ChoiceField(
        required=False,
        choices=[("csv", "CSV"), ("csv-excel", "CSV"), ("atom", "Atom")],
        error_messages={"invalid_choice": _("There is no format called “%(value)s”.")},
    )

    def __init__(self, data: QueryDict, sources: Sequence[Source], on: date, user: Any) -> None:
        super().__init__(data)
        self.user = user
        self.sent = data
        self.on = on
        self.sources = {source.name: source for source in sources}
        self.source = self.sources.get(data.get("source", ""), sources[0])
        self.term_filters = all_term_filters()
        self.filter_words_by_value: dict[tuple[str, frozenset[str]], Sequence[str]] = {}
        self.filters: Sequence[Filter] = [*self.source.filters(), *(one.filter for one in self.term_filters.values())]
        self.terms: Mapping[str, frozenset[str]] = {}

    @cached_property
    def search_url(self) -> SearchURL:
        """The known parameters of the query string, for the links of the page."""
        names = (*WORD_PARAMETERS, *(one.name for one in self.filters), *OPTIONS)
        return SearchURL.of(self.sent, dict.fromkeys(names))

    @cached_property
    def chosen_by_address(self) -> Mapping[str, frozenset[str]]:
        """The filters of the address with their values as written."""
        names = dict.fromkeys((*(one.name for one in self.filters), "scope"))
        values = {name: self.search_url.values(name) for name in names}
        return {name: those for name, those in values.items() if those}

    @cached_property
    def chosen(self) -> Mapping[str, frozenset[str]]:
        """The active filters: those of the address, and what the query names."""
        return {**self.question.filter_values, **self.chosen_by_address}

    @cached_property
    def active_filters(self) -> Sequence[ActiveFilter]:
        """The active filters but the scope, each with the address without it."""
        labels = {one.name: str(one.label) for one in self.filters}
        written = [
            ActiveFilter(labels[name], self.value_label(name, value), self.without_value(name, value))
            for name, value in self.search_url.pairs
            if name in labels and name != "scope"
        ]
        return [*self.named_filters, *written]

    @property
    def named_texts(self) -> frozenset[str]:
        """What the query names, whether or not it is searched as words."""
        return frozenset(
            each.text for each in self.source.named_filters(self.cleaned_data["q"], self.chosen_by_address)
        )

    @property
    def named_filters(self) -> Sequence[ActiveFilter]:
        """The filters that only the query names, not the address."""
        labels = {one.name: str(one.label) for one in self.filters}
        return [
            ActiveFilter(
                labels[each.name],
                self.value_label(each.name, each.value),
                self.search_url.with_added("utan", each.text),
            )
            for each in self.question.filters
            if each.value not in self.chosen_by_address.get(each.name, ())
        ]

    @property
    def without_filters(self) -> SearchURL:
        """The address without any filter, named ones too."""
        address = self.search_url.without(*(one.name for one in self.filters))
        for named in self.question.filters:
            address = address.with_added("utan", named.text)
        return address

    def without_value(self, name: str, value: str) -> SearchURL:
        """The address without a filter value, also where the query names it."""
        address = self.search_url.without_value(name, value)
        text = self.question.text_of(name, value)
        return address.with_added("utan", text) if text else address

    @property
    def filter_words(self) -> Sequence[str]:
        """The words of the active term filters; empty without one.

        Raises:
            ValueError: A value that does not exist; the message is a sentence for the reader.
        """
        chosen = {name: values for name, values in self.chosen.items() if name in self.term_filters}
        for name, values in chosen.items():
            if len(values) > MAX_TERM_VALUES:
                label = self.term_filters[name].filter.label
                raise ValueError(
                    gettext("“%(label)s” may have at most %(most)d values.") % {"label": label, "most": MAX_TERM_VALUES}
                )
        for pair in chosen.items():
            if pair not in self.filter_words_by_value:
                self.filter_words_by_value[pair] = self.term_filters[pair[0]].terms(pair[1])
        return [term for pair in chosen.items() for term in self.filter_words_by_value[pair]]

    @property
    def word_parameters(self) -> Sequence[str]:
        """Names of the parameters that decide the words, in every source alike."""
        return (*WORD_PARAMETERS, *self.term_filters)

    @cached_property
    def audiences(self) -> frozenset[str]:
        return audiences_of(self.user)

    @property
    def audience_filter(self) -> Mapping[str, frozenset[str]]:
        """The filter that leaves out what the reader may not see."""
        return {"audience": self.audiences}

    def terms_in_scope(self, scope: str) -> Mapping[str, frozenset[str]]:
        """The index terms of the active filters in another scope of the source."""
        return self.source.resolve_filters({**self._source_filters, "scope": frozenset({scope})})

    @property
    def _source_filters(self) -> Mapping[str, frozenset[str]]:
        return {name: values for name, values in self.chosen.items() if name not in self.term_filters}

    def value_label(self, name: str, value: str) -> str:
        """The label of a filter value."""
        if name in self.term_filters:
            return str(self.term_filters[name].labels().get(value, value))
        return str(self.source.value_label(name, value))

    @property
    def widest_scope(self) -> str:
        """The scope without restriction: the last one of the source."""
        return list(self.source.scopes)[-1]

    @property
    def exact(self) -> bool:
        return self.options.exact

    @property
    def without(self) -> frozenset[str]:
        """Names of the expansions that the reader switched off."""
        return self.options.without

    @cached_property
    def options(self) -> ExpansionOptions:
        """How far the query may go from its own words."""
        text = self.cleaned_data.get("q", "")
        names = frozenset().union(*(source.names_in(text) for source in self.sources.values()))
        return replace(self.search_url.options(), names=names)

    @cached_property
    def question(self) -> Question:
        """The query with what it names taken as filters."""
        return self.question_for(self.source, self.chosen_by_address)

    def question_for(self, source: Source, chosen: Mapping[str, frozenset[str]] = NO_FILTERS) -> Question:
        """The query as a source reads it whose filters `chosen` are."""
        text = self.cleaned_data.get("q", "")
        return read_question(text, source.named_filters(text, chosen), chosen, self.search_url.values("utan"))

    @property
    def expanded_group(self) -> str:
        """The group whose pages are all shown, `alla` for every group, or empty."""
        return self.data.get("visa", "").strip()

    @cached_property
    def list_url(self) -> SearchURL:
        """The address with the page number, for links that stay on the page."""
        address = self.search_url.with_value("visa", self.expanded_group)
        return address.with_value("page", str(self.page_number)) if self.page_number > 1 else address

    @property
    def page_number(self) -> int:
        return self.cleaned_data["page"] or 1

    def clean(self) -> dict[str, Any]:
        self._validate_parameters()
        if name := self.data.get("source"):
            self._check(name in self.sources, "source", _("There is no source called “%(value)s”."), name)
        if name := self.data.get("scope"):
            self._check(name in self.source.scopes, "scope", _("There is no scope called “%(value)s”."), name)
        if not self.errors:
            try:
                self.filter_words  # noqa: B018 - evaluated for its errors
                self.terms = self.source.resolve_filters(self._source_filters)
            except ValueError as error:
                raise ValidationError(str(error)) from error
        return self.cleaned_data

    def to_query(self, analysed: AnalysedQuery, **changes: Any) -> Query:
        """The query for an engine; `changes` override fields of `Query`."""
        query = Query(
            analysed=analysed,
            source=self.source.name,
            on=self.on,
            filters={**self.terms, **self.audience_filter},
            facets=tuple(one.name for one in self.filters if one.as_facet),
            sort=self.cleaned_data["sort"] or DEFAULT_SORT,
            offset=(self.page_number - 1) * GROUPS_PER_PAGE,
            limit=GROUPS_PER_PAGE,
        )
        return replace(query, **changes)

    def with_search_url(self, address: SearchURL) -> SearchForm:
        """A form for another address, for the same reader on the same day."""
        form = type(self)(QueryDict(str(address)), list(self.sources.values()), self.on, self.user)
        form.audiences = self.audiences
        form.filter_words_by_value = self.filter_words_by_value
        return form

    def _validate_parameters(self) -> None:
        """Reject NUL bytes and overlong values, which no link of the site has."""
        for _name, value in self.search_url.without("q").pairs:
            if "\0" in value or len(value) > LONGEST:
                raise ValidationError(_("The address holds a value that cannot be understood."))

    def _check(self, holds: bool, field: str, message: Any, value: str) -> None:
        if not holds:
            self.add_error(None, ValidationError(message, params={"value": value[:60]}))
