"""Adds the moderation desk to the admin."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from content.admin.menu import MenuOrder, PermittedMenuItem
from content.admin.workbench import WORKBENCH_HOOK
from library_plans.admin.panels import PLAN_SOURCES_HOOK
from submissions.admin.access import PERMISSION
from submissions.admin.case import case
from submissions.admin.desk import desk
from submissions.admin.export import attachment_file, export
from submissions.admin.sources import page_buttons, plan_sources
from submissions.admin.workbench import workbench_rows

hooks.register(WORKBENCH_HOOK, workbench_rows)
hooks.register(PLAN_SOURCES_HOOK, plan_sources)
hooks.register("register_page_header_buttons", page_buttons)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return [
        path("arenden/", desk, name="submissions_desk"),
        path("arenden/<int:pk>/", case, name="submissions_case"),
        path("arenden/<int:pk>/export/", export, name="submissions_export"),
        path("arenden/<int:pk>/filer/<int:attachment>/", attachment_file, name="submissions_attachment"),
    ]


@hooks.register("register_admin_menu_item")
def desk_entry() -> PermittedMenuItem:
    return PermittedMenuItem(
        _("Cases"),
        reverse("submissions_desk"),
        permission=PERMISSION,
        name="arenden",
        icon_name="tasks",
        order=MenuOrder.TO_DO + 5,
    )
