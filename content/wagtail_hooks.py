"""The admin in the site's colour, translations, and what no editor may do there: delete what has been public.

Who may have a document is asked here too, where Wagtail asks it.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from content.translation.admin import SubmitView, UpdateView, closed, may_translate, upload
from content.translation.report import TranslationReport

TRANSLATE = "wagtail_localize.submit_translation"


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


@hooks.register("before_serve_document", order=1)
def documents_follow_their_pages(document: AbstractDocument, request: HttpRequest) -> None:
    """After Wagtail's own hook, which asks who may not have it yet to sign in.

    Raises:
        Http404: No published page that the reader may see uses the document.
    """
    if not may_have(request, document):
        raise Http404


def was_public(pages: list[Page]) -> bool:
    """Whether one of the pages, or one below them, has ever been published."""
    published = Page.objects.filter(first_published_at__isnull=False)
    return any(published.descendant_of(page, inclusive=True).exists() for page in pages)


def refusal(request: HttpRequest, parent: Page) -> HttpResponse:
    messages.error(request, _("What has been public cannot be deleted. Unpublish the page: it is then kept here."))
    return redirect("wagtailadmin_explore", parent.pk)


@hooks.register("register_admin_urls", order=-1)
def translation_addresses() -> list[URLPattern]:
    """Before those of wagtail-localize, whose names and addresses they have."""
    return [
        path("localize/submit/page/<int:page_id>/", SubmitView.as_view()),
        path("localize/update/<int:translation_source_id>/", UpdateView.as_view()),
        path("localize/translate/<int:translation_id>/pofile/upload/", upload),
        path("localize/page/<int:page_id>/convert_to_alias/", closed),
        path("oversattningar/", TranslationReport.as_view(), name="translations"),
        path("oversattningar/resultat/", TranslationReport.as_view(results_only=True), name="translations_results"),
    ]


def translation_buttons(page: Page, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """Those of wagtail-localize, where they lead somewhere."""
    if may_translate(user, page):
        yield from page_listing_more_buttons(page, user, view_name, next_url)


for buttons in ("register_page_header_buttons", "register_page_listing_more_buttons"):
    hooks._hooks[buttons].remove((page_listing_more_buttons, 0))  # noqa: SLF001 - there is no public way
    hooks.register(buttons, translation_buttons)


@hooks.register("construct_page_action_menu")
def no_copies_in_swedish(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


@hooks.register("construct_reports_menu")
def one_report_of_translations(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Ours says what is out of date too."""
    theirs = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if item.url != theirs]


class TranslationsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(TRANSLATE)


@hooks.register("register_reports_menu_item")
def translations_item() -> MenuItem:
    return TranslationsItem(
        _("Translations"), reverse("translations"), icon_name="wagtail-localize-language", order=800
    )
