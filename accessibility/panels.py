"""The warning on the form of the accessibility statement."""

from __future__ import annotations

from wagtail.admin.panels import Panel


class OverdueAssessmentPanel(Panel):
    """A warning on the form while the last assessment is overdue."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "accessibility/admin/overdue_assessment.html"

        def is_shown(self) -> bool:
            return bool(self.instance.is_overdue)
