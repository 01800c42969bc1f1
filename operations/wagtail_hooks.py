"""Adds the queue of background tasks to the admin, and tells on the workbench when worker or index lag behind."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, gettext_lazy
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from content.admin.menu import PAGES_MENU_HOOK, PermittedMenuItem
from content.admin.workbench import WORKBENCH_HOOK, WorkbenchRow
from operations.admin import VIEW_PERMISSION, QueuePanel, QueueReport, retry_task
from operations.link_list import BrokenLinkListView, listed_links
from operations.policy_list import PolicyViolationListView
from operations.queue_status import count_overdue
from search import reindex_queue

VIEW_LINKS_PERMISSION = "operations.view_brokenlink"
VIEW_REPORTS_PERMISSION = "operations.view_policyviolation"


@hooks.register("construct_homepage_panels")
def add_queue_panel(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.has_perm(VIEW_PERMISSION):
        panels.append(QueuePanel())


@hooks.register("register_admin_urls")
def queue_urls() -> list[URLPattern]:
    return [
        path("bakgrundsarbete/", QueueReport.as_view(), name="task_queue"),
        path("bakgrundsarbete/resultat/", QueueReport.as_view(results_only=True), name="task_queue_results"),
        path("bakgrundsarbete/<uuid:pk>/igen/", retry_task, name="retry_task"),
        path("trasiga-lankar/", BrokenLinkListView.as_view(), name="broken_links"),
        path("trasiga-lankar/resultat/", BrokenLinkListView.as_view(results_only=True), name="broken_links_results"),
        path("blockerat/", PolicyViolationListView.as_view(), name="policy_violations"),
        path(
            "blockerat/resultat/",
            PolicyViolationListView.as_view(results_only=True),
            name="policy_violations_results",
        ),
    ]


@hooks.register(WORKBENCH_HOOK)
def broken_link_rows(request: HttpRequest) -> list[WorkbenchRow]:
    if not request.user.has_perm(VIEW_LINKS_PERMISSION):
        return []
    return [
        WorkbenchRow(
            name="trasiga-lankar",
            label=gettext("Broken links"),
            count=listed_links(request).count,
            order=110,
            action=gettext("Correct them"),
            list_url=reverse("broken_links"),
        )
    ]


@hooks.register(WORKBENCH_HOOK)
def workbench_rows(request: HttpRequest) -> list[WorkbenchRow]:
    if not request.user.has_perm(VIEW_PERMISSION):
        return []
    return [
        WorkbenchRow(
            name="uppgivet",
            label=gettext("Background work that was given up"),
            count=DBTaskResult.objects.failed().count,
            order=140,
            action=gettext("Try again"),
            list_url=f"{reverse('task_queue')}?status={TaskResultStatus.FAILED}",
        ),
        WorkbenchRow(
            name="vantar",
            label=gettext("Background work that has waited too long"),
            count=count_overdue,
            order=150,
            action=gettext("See what is waiting"),
            action_url=reverse("task_queue"),
        ),
        WorkbenchRow(
            name="sokindex",
            label=gettext("Changes that are not in the search index yet"),
            count=reindex_queue.count,
            order=160,
            action=gettext("See what is waiting"),
            action_url=reverse("task_queue"),
        ),
    ]


@hooks.register("register_settings_menu_item")
def queue_menu_item() -> MenuItem:
    return PermittedMenuItem(
        gettext_lazy("Background work"),
        reverse("task_queue"),
        permission=VIEW_PERMISSION,
        icon_name="tasks",
        order=850,
    )


@hooks.register(PAGES_MENU_HOOK)
def broken_links_menu_item() -> MenuItem:
    return PermittedMenuItem(
        gettext_lazy("Broken links"),
        reverse("broken_links"),
        permission=VIEW_LINKS_PERMISSION,
        icon_name="warning",
        order=500,
    )


@hooks.register("register_settings_menu_item")
def policy_violations_menu_item() -> MenuItem:
    return PermittedMenuItem(
        gettext_lazy("Blocked content"),
        reverse("policy_violations"),
        permission=VIEW_REPORTS_PERMISSION,
        icon_name="warning",
        order=910,
    )
