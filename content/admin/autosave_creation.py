"""Creating a page once: a form whose answer was lost goes on with the page that it has made.

`js/admin/page-saving.js` sends a key with each form of a new page. Wagtail's form would make the page again, and be
told that its address is taken (docs/wagtail-autosave.md).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

KEPT = timedelta(days=1)


def remember_created_page(request: HttpRequest, page: Page) -> None:
    if key := cache_key(request):
        cache.set(key, page.pk, KEPT.total_seconds())


def edit_created_page(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> HttpResponse | None:
    """The answer of the form that edits the page, when this form has made one."""
    page = Page.objects.filter(pk=cache.get(key)).first() if (key := cache_key(request)) else None
    if page is None:
        return None
    response: HttpResponse = EditView.as_view()(request, page.pk)
    return response


def cache_key(request: HttpRequest) -> str:
    """The key of the form, for its user alone; empty without one."""
    key: Any = request.POST.get("creation_key", "") if request.method == "POST" else ""
    return f"created-page:{request.user.pk}:{key[:80]}" if key else ""
