"""Adds the workbench, the search of everything and a list of information pages to the admin, and orders its menu."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.pages import PageListingViewSet

from content.admin.menu import PAGES_MENU_HOOK
from content.admin.search_groups import SEARCH_HOOK, SearchGroup
from home import admin_menu
from home.admin_search import page_group, search_admin, search_area
from home.models import InformationPage
from home.workbench import WorkbenchPanel


class InformationPageViewSet(PageListingViewSet):
    """Information pages of the whole tree."""

    model = InformationPage
    icon = "info-circle"
    menu_label = _("Information pages")
    menu_hook = PAGES_MENU_HOOK
    menu_order = 150
    columns = [column for column in PageListingViewSet.columns if column.name != "type"]


@hooks.register("register_admin_viewset")
def register_information_pages() -> InformationPageViewSet:
    return InformationPageViewSet("information_pages", url_prefix="informationssidor")


@hooks.register("construct_homepage_panels")
def add_workbench(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WorkbenchPanel(request))


@hooks.register("register_admin_urls")
def search_urls() -> list[URLPattern]:
    return [path("sok/", search_admin, name="admin_search")]


hooks.register("register_admin_search_area", search_area)


@hooks.register(SEARCH_HOOK)
def search_groups(request: HttpRequest) -> list[SearchGroup]:
    return [page_group(request)]


for hook, item in admin_menu.ENTRIES:
    hooks.register(hook, item)
hooks.register("construct_main_menu", admin_menu.remove_gathered_entries)
hooks.register("construct_help_menu", admin_menu.remove_foreign_help)
