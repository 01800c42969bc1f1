"""Hooks of the admin: its colours, translations, and no deletion of pages that have been published.

Access to documents is checked here too, in Wagtail's hook for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.documents.models import AbstractDocument
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail_localize.wagtail_hooks import page_listing_more_buttons

from content.admin.autosave_creation import edit_created_page, remember_created_page
from content.admin.disabled_views import disabled_view
from content.admin.document_form import (
    AUDIENCE_CHANGED,
    HIDDEN,
    REPLACED,
    SHOWN,
    AudienceFormatter,
    HidingFormatter,
)
from content.admin.edit_conflicts import refuse_stale_page
from content.admin.history import ChangeFormatter
from content.admin.menu import PAGES_MENU_HOOK, PermittedMenuItem
from content.admin.page_chooser import narrow_chooser
from content.admin.upload_api import narrow_api
from content.admin.workbench import WORKBENCH_HOOK, WorkbenchRow
from content.documents import ShownDocumentLinkHandler
from content.history import ACTION
from content.media.access import may_have
from content.models import HIDE_PERMISSION
from content.translation.admin import (
    RestrictedSubmitView,
    RestrictedUpdateView,
    may_translate,
    upload_po_file,
)
from content.translation.report import OUTDATED, SUBMIT_PERMISSION, TranslationReport, outdated_translations
from content.translation.unpublishing import unpublish_translations
from delivery.page_cache import cacheable

ADMIN_SCRIPTS = ("date-picker", "page-saving", "translation-editor")


@hooks.register("register_log_actions")
def register_change(actions: LogActionRegistry) -> None:
    actions.register_action(ACTION)(ChangeFormatter)
    actions.register_action(REPLACED, gettext_lazy("Replace document"), gettext_lazy("File of the document replaced"))
    actions.register_action(AUDIENCE_CHANGED)(AudienceFormatter)
    actions.register_action(HIDDEN)(HidingFormatter)
    actions.register_action(SHOWN, gettext_lazy("Show document"), gettext_lazy("Document shown to readers again"))


@hooks.register("register_permissions")
def hide_permission() -> QuerySet[Permission]:
    """Shows the permission in the form of groups."""
    app, _dot, name = HIDE_PERMISSION.partition(".")
    return Permission.objects.filter(content_type__app_label=app, codename=name)


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def admin_scripts() -> SafeString:
    urls = [(static(f"js/admin/{name}.js"),) for name in ADMIN_SCRIPTS]
    return format_html_join("\n", '<script type="module" src="{}"></script>', urls)


@hooks.register("register_rich_text_features", order=1)
def name_removed_documents(features: FeatureRegistry) -> None:
    """Runs after Wagtail's own hook for links to documents."""
    features.register_link_type(ShownDocumentLinkHandler)


hooks.register("construct_page_chooser_queryset", narrow_chooser)
hooks.register("construct_admin_api", narrow_api, order=1)
hooks.register("before_create_page", edit_created_page)
hooks.register("after_create_page", remember_created_page)
hooks.register("before_edit_page", refuse_stale_page)


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


@hooks.register("after_unpublish_page")
def unpublish_chosen_translations(request: HttpRequest, page: Page) -> None:
    """The page where it is confirmed lists the translations and asks."""
    if "include_translations" in request.POST:
        unpublish_translations(request, [page])


@hooks.register("after_bulk_action")
def unpublish_chosen_translations_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> None:
    if action_type == "unpublish" and "include_translations" in request.POST:
        unpublish_translations(request, [item for item in objects if isinstance(item, Page)])


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


@hooks.register(WORKBENCH_HOOK)
def workbench_rows(request: HttpRequest) -> list[WorkbenchRow]:
    if not request.user.has_perm(SUBMIT_PERMISSION):
        return []
    return [
        WorkbenchRow(
            name="inaktuella",
            label=_("Translations of pages that have changed in Swedish"),
            count=outdated_translations().count,
            order=100,
            action=_("Fetch the changes"),
            list_url=f"{reverse('translations')}?lage={OUTDATED}",
        )
    ]


@hooks.register(PAGES_MENU_HOOK)
def translations_menu_item() -> MenuItem:
    return PermittedMenuItem(
        gettext_lazy("Translations"),
        reverse("translations"),
        permission=SUBMIT_PERMISSION,
        icon_name="wagtail-localize-language",
        order=220,
    )
