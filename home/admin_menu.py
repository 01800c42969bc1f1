"""The admin's menu: what Wagtail brings is set in the order of an editor's work (docs/decisions/0025-menu.md)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import wagtail_hooks as admin_entries
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.documents.wagtail_hooks import register_documents_menu_item
from wagtail.images.wagtail_hooks import register_images_menu_item

from content.admin.menu import PAGES_MENU_HOOK, MenuOrder

# Entries of Wagtail's that stand below others here, by name.
GATHERED = {"explorer", "images", "documents", "reports"}

pages_menu = Menu(register_hook_name=PAGES_MENU_HOOK)


def to_do() -> MenuItem:
    return MenuItem(
        _("To do"), reverse("wagtailadmin_home"), name="to-do", icon_name="tick-inverse", order=MenuOrder.TO_DO
    )


def pages_and_files() -> MenuItem:
    return SubmenuMenuItem(
        _("Pages and files"), pages_menu, name="pages", icon_name="doc-full-inverse", order=MenuOrder.PAGES
    )


class PageTreeMenuItem(admin_entries.ExplorerMenuItem):
    """A link to the tree: the panel of Wagtail's own entry does not open from a submenu."""

    render_component = MenuItem.render_component


def page_tree() -> MenuItem:
    return PageTreeMenuItem(
        _("All pages"), reverse("wagtailadmin_explore_root"), icon_name="folder-open-inverse", order=100
    )


ENTRIES: list[tuple[str, Callable[[], MenuItem]]] = [
    ("register_admin_menu_item", to_do),
    ("register_admin_menu_item", pages_and_files),
    (PAGES_MENU_HOOK, page_tree),
    (PAGES_MENU_HOOK, register_images_menu_item),
    (PAGES_MENU_HOOK, register_documents_menu_item),
    (PAGES_MENU_HOOK, admin_entries.register_locked_pages_menu_item),
    (PAGES_MENU_HOOK, admin_entries.register_aging_pages_report_menu_item),
    ("register_settings_menu_item", admin_entries.register_site_history_report_menu_item),
    ("register_settings_menu_item", admin_entries.register_page_types_report_menu_item),
]


def remove_gathered_entries(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in GATHERED]


def remove_foreign_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out what leads to Wagtail's own pages: they are in English, on another host."""
    items[:] = [item for item in items if not item.url.startswith("http")]
