"""What a reader asks for, from a query string. The same form serves the page, the CSV and the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from search.search_url import Address
from search.sources import Filter, Source
from search.term_filters import all_narrowings
from search.types import Query, Reading

LONGEST = 400  # characters of a query
LAST_PAGE = 100_000
GROUPS_PER_PAGE = 20
SORTS = {"relevance": _("Best match"), "newest": _("Newest first"), "oldest": _("Oldest first")}
DEFAULT_SORT = "relevance"
PUBLIC = frozenset({"alla"})  # the audience of a stranger
WORDS = ("q", "exakt", "utan")  # what decides how a query is read
CHOICES = ("source", "scope", "sort", "format", "page")


class SearchForm(forms.Form):
    """Cleans a query string; `to_query` is what an engine understands.

    Names that nobody registered are ignored: a campaign's tracking must not break a link.
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
    format = forms.ChoiceField(
        required=False,
        choices=[("csv", "CSV")],
        error_messages={"invalid_choice": _("There is no format called “%(value)s”.")},
    )

    def __init__(self, data: QueryDict, sources: Sequence[Source], on: date) -> None:
        super().__init__(data)
        self.sent = data
        self.on = on
        self.sources = {source.name: source for source in sources}
        self.source = self.sources.get(data.get("source", ""), sources[0])
        self.narrowings = all_narrowings()
        self.known_terms: dict[tuple[str, frozenset[str]], Sequence[str]] = {}
        self.filters: Sequence[Filter] = [*self.source.filters(), *(one.filter for one in self.narrowings.values())]
        self.terms: Mapping[str, frozenset[str]] = {}

    @cached_property
    def address(self) -> Address:
        """The query string as it was understood, for the links of the page."""
        names = (*WORDS, *(one.name for one in self.filters), *CHOICES)
        return Address.of(self.sent, dict.fromkeys(names))

    @property
    def chosen(self) -> Mapping[str, frozenset[str]]:
        """The filters in use, with their values as written."""
        names = dict.fromkeys((*(one.name for one in self.filters), "scope"))
        values = {name: self.address.values(name) for name in names}
        return {name: those for name, those in values.items() if those}

    @property
    def narrowing_terms(self) -> Sequence[str]:
        """What the filters that are words stand for; empty without one.

        Raises:
            ValueError: A value that does not exist; the message is a sentence for the reader.
        """
        chosen = {name: values for name, values in self.chosen.items() if name in self.narrowings}
        for pair in chosen.items():
            if pair not in self.known_terms:
                self.known_terms[pair] = self.narrowings[pair[0]].terms(pair[1])
        return [term for pair in chosen.items() for term in self.known_terms[pair]]

    @property
    def words(self) -> Sequence[str]:
        """Names in the address that decide what is looked for, in every source alike."""
        return (*WORDS, *self.narrowings)

    def value_label(self, name: str, value: str) -> str:
        """What a reader sees for a value of a filter."""
        if name in self.narrowings:
            return str(self.narrowings[name].labels().get(value, value))
        return str(self.source.value_label(name, value))

    @property
    def everywhere(self) -> str:
        """The scope that leaves nothing out: the last one of the source."""
        return list(self.source.scopes)[-1]

    @property
    def exact(self) -> bool:
        return bool(self.cleaned_data["exakt"])

    @property
    def without(self) -> frozenset[str]:
        """Names of the expansions that the reader switched off."""
        return self.address.values("utan")

    @property
    def shown(self) -> str:
        """The group whose pages are all shown, `alla` for every group, or nothing."""
        return self.data.get("visa", "").strip()

    @property
    def place(self) -> Address:
        """The address with the page of the list, for links that stay there."""
        address = self.address.setting("visa", self.shown)
        return address.setting("page", str(self.page_number)) if self.page_number > 1 else address

    @property
    def page_number(self) -> int:
        return self.cleaned_data["page"] or 1

    def clean(self) -> dict[str, Any]:
        self._refuse_what_no_address_holds()
        if name := self.data.get("source"):
            self._require(name in self.sources, "source", _("There is no source called “%(value)s”."), name)
        if name := self.data.get("scope"):
            self._require(name in self.source.scopes, "scope", _("There is no scope called “%(value)s”."), name)
        if not self.errors:
            try:
                self.narrowing_terms  # noqa: B018 - asked for its errors
                own = {name: values for name, values in self.chosen.items() if name not in self.narrowings}
                self.terms = self.source.normalise(own)
            except ValueError as error:
                raise ValidationError(str(error)) from error
        return self.cleaned_data

    def to_query(self, reading: Reading, **changes: Any) -> Query:
        """The question to an engine, with `reading` as the words were read; `changes` are fields of `Query`."""
        query = Query(
            reading=reading,
            source=self.source.name,
            on=self.on,
            filters={**self.terms, "audience": PUBLIC},
            facets=tuple(one.name for one in self.filters if one.as_facet),
            sort=self.cleaned_data["sort"] or DEFAULT_SORT,
            offset=(self.page_number - 1) * GROUPS_PER_PAGE,
            limit=GROUPS_PER_PAGE,
        )
        return replace(query, **changes)

    def with_address(self, address: Address) -> SearchForm:
        """The form of another address of the same source, on the same day."""
        form = type(self)(QueryDict(str(address)), list(self.sources.values()), self.on)
        form.known_terms = self.known_terms
        return form

    def _refuse_what_no_address_holds(self) -> None:
        """A NUL byte or a long value in a filter comes from no link of ours."""
        for _name, value in self.address.leaving("q").pairs:
            if "\0" in value or len(value) > LONGEST:
                raise ValidationError(_("The address holds a value that cannot be understood."))

    def _require(self, holds: bool, field: str, message: Any, value: str) -> None:
        if not holds:
            self.add_error(None, ValidationError(message, params={"value": value[:60]}))
