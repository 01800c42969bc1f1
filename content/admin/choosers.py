"""Choosers for models that Wagtail does not index: searched by substrings of given fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from content.admin.word_search import with_words


class ChooserSearchForm(BaseFilterForm):
    """Filters to rows where every word occurs in one of the fields, in any case."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)

    def __init__(self, *args: Any, search_fields: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.search_fields = search_fields

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        self.search_query = " ".join(self.cleaned_data["q"].split())
        self.is_searching = bool(self.search_query)
        return with_words(objects, self.search_query, self.search_fields)


class SearchChooserMixin:
    """Search form and title column of a chooser's list."""

    search_fields: Sequence[str] = ()
    search_form_class: type[ChooserSearchForm] = ChooserSearchForm
    row_label: Callable[[Any], str] = str
    request: Any

    def get_filter_form(self) -> ChooserSearchForm:
        return self.search_form_class(self.request.GET, search_fields=self.search_fields)

    @property
    def title_column(self) -> Column:
        column = super().title_column  # type: ignore[misc]
        column.accessor = self.row_label
        return column


class SearchChooseView(SearchChooserMixin, ChooseView):
    pass


class SearchResultsView(SearchChooserMixin, ChooseResultsView):
    pass


class LabelledChosenView(ChosenView):
    row_label: Callable[[Any], str] = str

    def get_display_title(self, instance: Any) -> str:
        return self.row_label(instance)


class SearchChooserViewSet(ChooserViewSet):
    """A chooser with substring search: set `search_fields`, and override `row_label` where `str` is ambiguous."""

    search_fields: ClassVar[Sequence[str]] = ()
    search_form_class: ClassVar[type[ChooserSearchForm]] = ChooserSearchForm
    per_page = 20
    choose_view_class = SearchChooseView
    choose_results_view_class = SearchResultsView
    chosen_view_class = LabelledChosenView

    def row_label(self, row: Any) -> str:
        return str(row)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        options = {
            "search_fields": self.search_fields,
            "search_form_class": self.search_form_class,
            "row_label": self.row_label,
        }
        return super().get_common_view_kwargs(**options, **kwargs)

    @cached_property
    def widget_class(self) -> type:
        widget = super().widget_class
        widget.get_display_title = lambda widget, row: self.row_label(row)
        return widget
