"""Index pages: filtered, paginated lists of other pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from content.components import Pager
from content.pages import BasePage

MAX_PAGE_NUMBER = 100_000


def chosen_filters(form: forms.Form) -> list[tuple[str, str]]:
    """Label and value, in words, of each visible field of a checked form that has a valid value."""
    chosen = []
    for field in form.visible_fields():
        value = form.cleaned_data.get(field.name)
        if value not in (None, ""):
            choices = getattr(field.field, "choices", ()) if isinstance(value, str) else ()
            labels = {str(choice): label for choice, label in choices}
            chosen.append((str(field.label), str(labels.get(str(value), value))))
    return chosen


class FilterForm(forms.Form):
    """The filters of a list: a subclass has a field for each and overrides `apply`. Other parameters are ignored."""

    data: QueryDict

    page = forms.IntegerField(required=False, min_value=1, max_value=MAX_PAGE_NUMBER, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, label_suffix="")

    def apply(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        """The filtered pages, in display order; called only when the form is valid."""
        return pages

    @property
    def active_filters(self) -> list[tuple[str, str]]:
        """Name and value of each filter in use, as in the query string."""
        names = [field.name for field in self.visible_fields()]
        return [(name, value) for name in names for value in self.data.getlist(name) if value]

    @property
    def chosen_filters(self) -> list[tuple[str, str]]:
        """The same in words, of those that are valid."""
        return chosen_filters(self)


class YearField(forms.IntegerField):
    """A year between two, both included; written, not stepped through."""

    def __init__(self, first: int, last: int) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 6})
        super().__init__(label=_("Year"), required=False, min_value=first, max_value=last, widget=widget)


@dataclass(frozen=True, slots=True)
class ListingPage:
    """One page of a list of `total` items; empty when the form is invalid, whose errors say why."""

    form: FilterForm
    items: Sequence[Any]
    total: int
    pager: Pager

    @property
    def is_past_last_page(self) -> bool:
        """Whether the requested page comes after the last."""
        return self.pager.page > self.pager.pages

    @property
    def status_code(self) -> int:
        """200; 400 when the form is invalid, 404 after the last page."""
        if not self.form.is_valid():
            return 400
        return 404 if self.is_past_last_page else 200


def paginate(form: FilterForm, pages: QuerySet[Any], per_page: int) -> ListingPage:
    """The requested page of the filtered pages: two queries, one when there are none."""
    if not form.is_valid():
        return ListingPage(form, [], 0, Pager(1, 1))
    filtered = form.apply(pages)
    total, number = filtered.count(), form.cleaned_data["page"] or 1
    items = list(filtered[(number - 1) * per_page : number * per_page]) if total else []
    return ListingPage(
        form, items, total, Pager(number, max(1, ceil(total / per_page)), urlencode(form.active_filters))
    )


class IndexPage(BasePage):
    """A page that lists `listed_pages`, wherever in the tree they are.

    Its template extends `index_page.html` and renders one item in the block `item`.
    """

    introduction = models.TextField(
        _("introduction"), max_length=400, blank=True, help_text=_("One or two sentences under the heading.")
    )

    max_count = 1
    per_page: ClassVar[int] = 20
    filter_form: ClassVar[type[FilterForm]] = FilterForm

    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, FieldPanel("introduction")]

    def listed_pages(self, user: Any) -> QuerySet[Any]:
        """The pages that the user may see, before filtering, with what an item shows prefetched."""
        raise NotImplementedError

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "listing": paginate(self.filter_form(request.GET), self.listed_pages(request.user), self.per_page),
        }

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list; 400 for an invalid filter, 404 after the last page."""
        response = super().serve(request, *args, **kwargs)
        response.status_code = response.context_data["listing"].status_code
        return response

    class Meta:
        abstract = True
