"""Warnings about the accessibility statement: on its form and on the admin's start page."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component


class OverdueAssessmentPanel(Panel):
    """A warning on the form while the last assessment is overdue."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "accessibility/admin/overdue_assessment.html"

        def is_shown(self) -> bool:
            return bool(self.instance.is_overdue)


class StatementWarningsPanel(Component):
    """Warnings on the admin's start page: overdue assessment, or no address for reports."""

    name = "accessibility_statement"
    template_name = "accessibility/admin/statement_warnings.html"
    order = 95

    def __init__(self, statement: Any, has_reports_email: bool) -> None:
        self.statement, self.has_reports_email = statement, has_reports_email

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"statement": self.statement, "has_reports_email": self.has_reports_email}
