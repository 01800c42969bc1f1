"""Adds the list of links to other websites to the admin, and what lasts to the workbench."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from content.admin.menu import PAGES_MENU_HOOK, PermittedMenuItem
from content.admin.workbench import WORKBENCH_HOOK, WorkbenchRow
from link_monitor.link_list import LinkListView, handle_link, listed_links
from link_monitor.models import Run

VIEW_PERMISSION = "link_monitor.view_link"


@hooks.register("register_admin_urls")
def link_urls() -> list[URLPattern]:
    return [
        path("lankar/", LinkListView.as_view(), name="monitored_links"),
        path("lankar/resultat/", LinkListView.as_view(results_only=True), name="monitored_links_results"),
        path("lankar/<int:pk>/hanterad/", handle_link, name="handle_link"),
    ]


@hooks.register(WORKBENCH_HOOK)
def workbench_rows(request: HttpRequest) -> list[WorkbenchRow]:
    if not request.user.has_perm(VIEW_PERMISSION):
        return []
    return [
        WorkbenchRow(
            name="lankar",
            label=gettext("Links to other websites that are lost or lead to something else"),
            count=listed_links(request.user).lasting().unhandled().count,
            order=112,
            action=gettext("Look and handle"),
            list_url=f"{reverse('monitored_links')}?varar=ja&hanterad=nej",
        ),
        WorkbenchRow(
            name="lankar-avbrutet",
            label=gettext("The visits to other websites were stopped"),
            count=Run.latest_stopped().count,
            order=114,
            action=gettext("Read why"),
            action_url=reverse("monitored_links"),
        ),
    ]


@hooks.register(PAGES_MENU_HOOK)
def links_menu_item() -> MenuItem:
    return PermittedMenuItem(
        gettext_lazy("Links to other websites"),
        reverse("monitored_links"),
        permission=VIEW_PERMISSION,
        icon_name="link-external",
        order=510,
    )
