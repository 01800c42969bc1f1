"""Adds the queue of background tasks to the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from operations.admin import VIEW_PERMISSION, QueuePanel, QueueReport, retry_task


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
    ]


class QueueMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW_PERMISSION)


@hooks.register("register_reports_menu_item")
def queue_menu_item() -> MenuItem:
    return QueueMenuItem(gettext_lazy("Background work"), reverse("task_queue"), icon_name="tasks", order=850)
