"""Choosers of rows that Wagtail's index does not hold: found by parts of their names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet


class WordsForm(BaseFilterForm):
    """Keeps the rows where each of the words stands in one of the fields, in whatever case."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)

    def __init__(self, *args: Any, search_fields: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.search_fields = search_fields

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        self.search_query = " ".join(self.cleaned_data["q"].split())
        self.is_searching = bool(self.search_query)
        for word in self.search_query.split():
            objects = objects.filter(pk__in=objects.model._default_manager.filter(self.holds(word)).values("pk"))
        return objects

    def holds(self, word: str) -> Q:
        """SQLite folds the case of ASCII alone, so the usual ways to write a word are asked for."""
        found = Q()
        for name in self.search_fields:
            for written in {word, word.lower(), word.capitalize(), word.upper()}:
                found |= Q(**{f"{name}__icontains": written})
        return found


class ByWords:
    """What both views of a list to choose from share."""

    search_fields: Sequence[str] = ()
    words_form: type[WordsForm] = WordsForm
    named: Callable[[Any], str] = str
    request: Any

    def get_filter_form(self) -> WordsForm:
        return self.words_form(self.request.GET, search_fields=self.search_fields)

    @property
    def title_column(self) -> Column:
        column = super().title_column  # type: ignore[misc]
        column.accessor = self.named
        return column


class ChooseByWords(ByWords, ChooseView):
    pass


class ResultsByWords(ByWords, ChooseResultsView):
    pass


class ChosenByWords(ChosenView):
    named: Callable[[Any], str] = str

    def get_display_title(self, instance: Any) -> str:
        return self.named(instance)


class WordsChooserViewSet(ChooserViewSet):
    """Picks a row by parts of its names: give `search_fields`, and `named` where `str` does not tell rows apart."""

    search_fields: ClassVar[Sequence[str]] = ()
    words_form: ClassVar[type[WordsForm]] = WordsForm
    per_page = 20
    choose_view_class = ChooseByWords
    choose_results_view_class = ResultsByWords
    chosen_view_class = ChosenByWords

    def named(self, row: Any) -> str:
        return str(row)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        own = {"search_fields": self.search_fields, "words_form": self.words_form, "named": self.named}
        return super().get_common_view_kwargs(**own, **kwargs)

    @cached_property
    def widget_class(self) -> type:
        widget = super().widget_class
        widget.get_display_title = lambda widget, row: self.named(row)
        return widget
