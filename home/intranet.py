"""Template context of the intranet's start page: news and working material that the reader may see."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from accounts.actors import actor_of
from accounts.rules import sees_contacts
from content.listings import FilterForm, paginate
from content.media.access import working_documents
from content.visibility import visible_pages

NEWS, PAGES, DOCUMENTS = 10, 20, 20  # at most


def intranet_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """`news` below the page and `working_pages` elsewhere, the newest; `documents` by page; `sees_contacts`.

    A query each, two for documents, beside what visibility asks once a request.
    """
    documents = working_documents(request.user).order_by("-created_at", "-pk")
    return {
        "news": news(page, request.user)[:NEWS],
        "working_pages": working_pages(page, request.user)[:PAGES],
        "documents": paginate(FilterForm(request.GET), documents, DOCUMENTS),
        "sees_contacts": sees_contacts(actor_of(request.user)),
    }


def news(page: Page, user: Any) -> QuerySet[Any]:
    """The published pages below, the newest first."""
    return visible_pages(Page.objects.child_of(page), user).order_by("-first_published_at", "-pk")


def working_pages(page: Page, user: Any) -> QuerySet[Any]:
    """The pages elsewhere that have an audience of their own, and the user in it, the last published first."""
    restricted = Page.objects.filter(view_restrictions__isnull=False, alias_of=None).not_descendant_of(
        page, inclusive=True
    )
    return visible_pages(restricted.distinct(), user).order_by("-last_published_at", "-pk")
