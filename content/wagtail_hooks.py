"""Hooks of the admin: its colours, translations, and no deletion of pages that have been published.

Access to documents is checked here too, in Wagtail's hook for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page
from wagtail_localize.wagtail_hooks import page_listing_more_buttons

from content.media.access import may_have
from content.translation.admin import (
    RestrictedSubmitView,
    RestrictedUpdateView,
    disabled_view,
    may_translate,
    upload_po_file,
)
from content.translation.report import SUBMIT_PERMISSION, TranslationReport
from delivery.page_cache import cacheable


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("on_serve_page")
def cache_public_pages(next_serve_page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Within Wagtail's check of view restrictions, which has what it lets through stored nowhere."""
    return cacheable(next_serve_page)


@hooks.register("before_delete_page")
def refuse_page_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a page that has been published: it is a public record, to be unpublished instead."""
    return deletion_refusal(request, page.get_parent()) if has_been_published([page]) else None


@hooks.register("before_bulk_action")
def refuse_bulk_page_deletion(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    pages = [item for item in objects if isinstance(item, Page)]
    return (
        deletion_refusal(request, pages[0].get_parent())
        if action_type == "delete" and has_been_published(pages)
        else None
    )


@hooks.register("before_serve_document", order=1)
def check_document_access(document: AbstractDocument, request: HttpRequest) -> None:
    """Runs after Wagtail's own hook, which asks readers of a private collection to sign in.

    Raises:
        Http404: No published page that the reader may see uses the document.
    """
    if not may_have(request, document):
        raise Http404


def has_been_published(pages: list[Page]) -> bool:
    """Whether one of the pages, or one below them, has ever been published."""
    published = Page.objects.filter(first_published_at__isnull=False)
    return any(published.descendant_of(page, inclusive=True).exists() for page in pages)


def deletion_refusal(request: HttpRequest, parent: Page) -> HttpResponse:
    messages.error(request, _("What has been public cannot be deleted. Unpublish the page: it is then kept here."))
    return redirect("wagtailadmin_explore", parent.pk)


@hooks.register("register_admin_urls", order=-1)
def translation_urls() -> list[URLPattern]:
    """URLs that replace those of wagtail-localize: the same paths, registered first."""
    return [
        path("localize/submit/page/<int:page_id>/", RestrictedSubmitView.as_view()),
        path("localize/update/<int:translation_source_id>/", RestrictedUpdateView.as_view()),
        path("localize/translate/<int:translation_id>/pofile/upload/", upload_po_file),
        path("localize/page/<int:page_id>/convert_to_alias/", disabled_view),
        path("oversattningar/", TranslationReport.as_view(), name="translations"),
        path("oversattningar/resultat/", TranslationReport.as_view(results_only=True), name="translations_results"),
    ]


def translation_buttons(page: Page, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """The buttons of wagtail-localize, on pages that the user may translate."""
    if may_translate(user, page):
        yield from page_listing_more_buttons(page, user, view_name, next_url)


for buttons in ("register_page_header_buttons", "register_page_listing_more_buttons"):
    hooks._hooks[buttons].remove((page_listing_more_buttons, 0))  # noqa: SLF001 - there is no public way
    hooks.register(buttons, translation_buttons)


@hooks.register("construct_page_action_menu")
def remove_convert_to_alias(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


@hooks.register("construct_reports_menu")
def remove_default_translations_report(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """`TranslationReport` replaces it: it shows outdated translations too."""
    default_url = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if item.url != default_url]


class TranslationsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(SUBMIT_PERMISSION)


@hooks.register("register_reports_menu_item")
def translations_menu_item() -> MenuItem:
    return TranslationsMenuItem(
        _("Translations"), reverse("translations"), icon_name="wagtail-localize-language", order=800
    )
