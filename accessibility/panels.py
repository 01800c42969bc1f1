"""Tells editors that the accessibility statement needs them: on its form and on the admin's start page."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component


class AssessmentPanel(Panel):
    """Stands on the form while the last assessment is too old."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "accessibility/admin/assessment.html"

        def is_shown(self) -> bool:
            return bool(self.instance.is_overdue)


class StatementPanel(Component):
    """Names what a published statement lacks: a new assessment, or an address for reports."""

    name = "accessibility_statement"
    template_name = "accessibility/admin/statement_panel.html"
    order = 95

    def __init__(self, statement: Any, has_address: bool) -> None:
        self.statement, self.has_address = statement, has_address

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"statement": self.statement, "has_address": self.has_address}
