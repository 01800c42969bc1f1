"""The chooser of pages, narrowed: Wagtail's shows the whole tree, drafts of others too, to whoever enters the admin."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from content.visibility import closed_to


def linkable_pages(pages: Any, user: Any) -> Any:
    """Those among pages that a user may link to: what the user edits, and what the user reads as a visitor."""
    if user.is_superuser:
        return pages
    explorable = policy_registry.get_by_type(Page).explorable_instances(user)
    return pages.filter(Q(pk__in=explorable.values("pk")) | (Q(live=True) & ~closed_to(user)))


def narrow_chooser(pages: Any, request: HttpRequest) -> Any:
    """The hook `construct_page_chooser_queryset`, which does not reach the page that the list stands below."""
    return linkable_pages(pages, request.user)


class NarrowBrowseView(BrowseView):
    """The pages below one that the user may link to."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        if parent_page_id and not linkable_pages(Page.objects.filter(pk=parent_page_id), request.user).exists():
            raise Http404
        response: HttpResponse = super().get(request, parent_page_id)
        if not linkable_pages(Page.objects.filter(pk=self.parent_page.pk), request.user).exists():
            # Wagtail begins at the page that all of a type stand below: a draft, when it is the only one.
            response = super().get(request, Page.get_first_root_node().pk)
        return response


class NarrowChosenMultipleView(ChosenMultipleView):
    """The chosen ones among several pages that the user may link to."""

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = [int(pk) for pk in request.GET.getlist("id") if pk.isdecimal()]
        found = linkable_pages(Page.objects.filter(pk__in=chosen), request.user).values_list("pk", flat=True)
        query = request.GET.copy()
        query.setlist("id", [str(pk) for pk in found])
        request.GET = query  # type: ignore[assignment]
        response: HttpResponse = super().get(request)
        return response
