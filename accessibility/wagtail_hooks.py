"""Adds the warnings about the accessibility statement to the admin's start page."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from accessibility.models import AccessibilitySettings, AccessibilityStatementPage
from accessibility.panels import StatementWarningsPanel


@hooks.register("construct_homepage_panels")
def add_statement_warnings(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel for users who may edit the published statement, if there is a warning."""
    statement = AccessibilityStatementPage.objects.live().order_by("path").first()
    if statement is None or not statement.permissions_for_user(request.user).can_edit():
        return
    has_reports_email = bool(AccessibilitySettings.for_request(request).reports_email)
    if statement.is_overdue or not has_reports_email:
        panels.append(StatementWarningsPanel(statement, has_reports_email))
