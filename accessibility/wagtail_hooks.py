"""What the accessibility statement asks for on the workbench."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks

from accessibility.models import AccessibilitySettings, AccessibilityStatementPage, is_assessment_overdue
from content.admin.workbench import WORKBENCH_HOOK, WorkbenchRow


@hooks.register(WORKBENCH_HOOK)
def workbench_rows(request: HttpRequest) -> list[WorkbenchRow]:
    """For users who may edit the published statement: its age, and where reports of faults are sent."""
    statement = AccessibilityStatementPage.objects.live().order_by("path").first()
    if statement is None or not statement.permissions_for_user(request.user).can_edit():
        return []
    settings = AccessibilitySettings.for_request(request)
    return [
        WorkbenchRow(
            name="redogorelse",
            label=_("Accessibility statement assessed more than twelve months ago"),
            count=lambda: int(is_assessment_overdue(statement.assessed_on, timezone.localdate())),
            order=120,
            action=_("Assess anew"),
            action_url=reverse("wagtailadmin_pages:edit", args=[statement.pk]),
        ),
        WorkbenchRow(
            name="felanmalan",
            label=_("No address for reports of faults in accessibility"),
            count=lambda: int(not settings.reports_email),
            order=130,
            action=_("Write the address"),
            action_url=reverse("wagtailsettings:edit", args=["accessibility", "accessibilitysettings"]),
        ),
    ]
