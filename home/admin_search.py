"""The search box of the admin: one query over all that editors look for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.search import SearchArea
from wagtail.admin.views.pages.search import page_filter_search
from wagtail.models import Page

from content.admin.search_groups import FoundRow, SearchGroup, find_groups
from content.admin.workbench import explorable_pages

BREADCRUMBS = [
    {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")},
    {"url": "", "label": gettext_lazy("Search")},
]


class SearchForm(forms.Form):
    q = forms.CharField(max_length=200, required=False)


def search_admin(request: HttpRequest) -> HttpResponse:
    """What is found of each kind, with the number and a link to all; nothing is searched without a letter or digit."""
    form = SearchForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "query": query,
        "groups": find_groups(request, query) if any(map(str.isalnum, query)) else [],
        "header_title": _("Search"),
        "header_icon": "search",
        "breadcrumbs_items": BREADCRUMBS,
    }
    return render(request, "home/admin/search.html", context)


def search_area() -> SearchArea:
    """The area that the search box of the menu leads to, being the first."""
    return SearchArea(gettext_lazy("Everything"), reverse("admin_search"), name="allt", icon_name="search", order=10)


def page_group(request: HttpRequest) -> SearchGroup:
    """Pages of every type."""

    def find(query: str) -> Any:
        return page_filter_search(query, explorable_pages(Page, request.user))[0]

    return SearchGroup(
        name="sidor",
        label=_("Pages"),
        order=100,
        list_url=reverse("wagtailadmin_pages:search"),
        find=find,
        row=found_page,
    )


def found_page(page: Page) -> FoundRow:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return FoundRow(page.get_admin_display_title(), edit, str(page.status_string))
