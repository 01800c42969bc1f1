"""Adds the log to the admin, below the settings."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from audit.event_list import AuditEventListView
from content.admin.menu import PermittedMenuItem


@hooks.register("register_admin_urls")
def log_urls() -> list[URLPattern]:
    return [
        path("logg/", AuditEventListView.as_view(), name="audit_log"),
        path("logg/resultat/", AuditEventListView.as_view(results_only=True), name="audit_log_results"),
    ]


@hooks.register("register_settings_menu_item")
def log_entry() -> PermittedMenuItem:
    return PermittedMenuItem(
        _("Log of sign-ins and rights"),
        reverse("audit_log"),
        permission="audit.view_auditevent",
        icon_name="history",
        order=900,
    )
