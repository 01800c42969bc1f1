"""The admin in the site's colour, and what no editor may do there: delete what has been public."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page


@hooks.register("insert_global_admin_css")
def admin_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("before_delete_page")
def keep_public_pages(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A published page is a public record: it is unpublished, never deleted."""
    return refusal(request, page.get_parent()) if was_public([page]) else None


@hooks.register("before_bulk_action")
def keep_public_pages_of_many(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    pages = [one for one in objects if isinstance(one, Page)]
    return refusal(request, pages[0].get_parent()) if action_type == "delete" and was_public(pages) else None


def was_public(pages: list[Page]) -> bool:
    """Whether one of the pages, or one below them, has ever been published."""
    published = Page.objects.filter(first_published_at__isnull=False)
    return any(published.descendant_of(page, inclusive=True).exists() for page in pages)


def refusal(request: HttpRequest, parent: Page) -> HttpResponse:
    messages.error(request, _("What has been public cannot be deleted. Unpublish the page: it is then kept here."))
    return redirect("wagtailadmin_explore", parent.pk)
