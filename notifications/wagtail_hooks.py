"""Adds outbox, log of mail and reply templates to the admin, and what waits there to the workbench."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, gettext_lazy
from wagtail import hooks

from accounts.actors import actor_of
from content.admin.menu import PermittedMenuItem
from content.admin.workbench import WORKBENCH_HOOK, WorkbenchRow
from notifications.admin.notice_list import NoticeListView
from notifications.admin.notice_view import VIEW_PERMISSION, notice
from notifications.admin.template_viewset import ReplyTemplateViewSet
from notifications.choices import NoticeState
from notifications.models import Notice

TROUBLED = (NoticeState.FAILED, NoticeState.BOUNCED)


@hooks.register("register_admin_urls")
def notice_urls() -> list[URLPattern]:
    return [
        path("utskick/", NoticeListView.as_view(), name="notices"),
        path("utskick/resultat/", NoticeListView.as_view(results_only=True), name="notices_results"),
        path("utskick/<int:pk>/", notice, name="notice"),
    ]


@hooks.register("register_admin_viewset")
def reply_templates() -> ReplyTemplateViewSet:
    return ReplyTemplateViewSet("reply_templates", url_prefix="svarsmallar", add_to_settings_menu=True, menu_order=890)


@hooks.register("register_settings_menu_item")
def notices_entry() -> PermittedMenuItem:
    return PermittedMenuItem(
        gettext_lazy("Mail"), reverse("notices"), permission=VIEW_PERMISSION, icon_name="mail", order=880
    )


@hooks.register(WORKBENCH_HOOK)
def workbench_rows(request: HttpRequest) -> list[WorkbenchRow]:
    if not request.user.has_perm(VIEW_PERMISSION):
        return []
    actor = actor_of(request.user)
    return [
        WorkbenchRow(
            name="utkorg",
            label=gettext("Mail that waits to be read and sent"),
            count=Notice.objects.seen_by(actor).filter(state=NoticeState.HELD).count,
            order=12,
            action=gettext("Read and send"),
            list_url=listed(NoticeState.HELD),
        ),
        WorkbenchRow(
            name="studsat",
            label=gettext("Mail that did not arrive"),
            count=Notice.objects.seen_by(actor).filter(state__in=TROUBLED).count,
            order=145,
            action=gettext("See to whom"),
            list_url=listed(*TROUBLED),
        ),
    ]


def listed(*states: NoticeState) -> str:
    return f"{reverse('notices')}?{urlencode({'state': states}, doseq=True)}"
