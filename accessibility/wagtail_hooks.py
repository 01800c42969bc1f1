"""What accessibility adds to the admin."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from accessibility.models import AccessibilitySettings, AccessibilityStatementPage
from accessibility.panels import StatementPanel


@hooks.register("construct_homepage_panels")
def statement_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Tell whoever may edit the published statement what it lacks, if anything."""
    statement = AccessibilityStatementPage.objects.live().order_by("path").first()
    if statement is None or not statement.permissions_for_user(request.user).can_edit():
        return
    has_address = bool(AccessibilitySettings.for_request(request).reports_email)
    if statement.is_overdue or not has_address:
        panels.append(StatementPanel(statement, has_address))
