"""Pages that list others, with filters in the query string."""

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

LAST_PAGE = 100_000


class FilterForm(forms.Form):
    """The filters of a list: a subclass has a field for each and narrows in `apply`. Other names are ignored."""

    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, label_suffix="")
        self.sent = data

    def apply(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        """The pages that answer, in the order in which they are shown; called only when the values are valid."""
        return pages

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Name and value of the filters in use, as written."""
        names = [field.name for field in self.visible_fields()]
        return [(name, value) for name in names for value in self.sent.getlist(name) if value]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, of `total` items; with a value that does not exist it is empty and the form says which."""

    form: FilterForm
    items: Sequence[Any]
    total: int
    pager: Pager

    @property
    def beyond(self) -> bool:
        """Whether the address asks for a page after the last."""
        return self.pager.page > self.pager.pages

    @property
    def status(self) -> int:
        if not self.form.is_valid():
            return 400
        return 404 if self.beyond else 200


def listing(form: FilterForm, pages: QuerySet[Any], per_page: int) -> Listing:
    """The page of the list that the form asks for: two queries, one when there is nothing."""
    if not form.is_valid():
        return Listing(form, [], 0, Pager(1, 1))
    found = form.apply(pages)
    total, number = found.count(), form.cleaned_data["page"] or 1
    items = list(found[(number - 1) * per_page : number * per_page]) if total else []
    return Listing(form, items, total, Pager(number, max(1, ceil(total / per_page)), urlencode(form.chosen)))


class IndexPage(BasePage):
    """The page of a section: lists what `listed` finds, wherever in the tree it stands.

    Its template extends `index_page.html` and draws one item in the block `item`.
    """

    introduction = models.TextField(
        _("introduction"), max_length=400, blank=True, help_text=_("One or two sentences under the heading.")
    )

    max_count = 1
    per_page: ClassVar[int] = 20
    filter_form: ClassVar[type[FilterForm]] = FilterForm

    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, FieldPanel("introduction")]

    def listed(self, user: Any) -> QuerySet[Any]:
        """Everything there is to list: pages that the user may see, with what an item shows already fetched."""
        raise NotImplementedError

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "listing": listing(self.filter_form(request.GET), self.listed(request.user), self.per_page)}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list; 400 for a value that does not exist, 404 after its end."""
        response = super().serve(request, *args, **kwargs)
        response.status_code = response.context_data["listing"].status
        return response

    class Meta:
        abstract = True
