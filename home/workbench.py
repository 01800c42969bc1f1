"""The workbench: the first panel of the admin's start page, with what there is to do today."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from content.admin.add_shortcuts import add_shortcuts
from content.admin.workbench import CountedRow, workbench_rows


class WorkbenchPanel(Component):
    """Shortcuts to new pages; rows with a count and an action, and the names of those without anything to do.

    One query for each row.
    """

    name = "workbench"
    template_name = "home/admin/workbench_panel.html"
    order = 10  # before all other panels

    def __init__(self, request: HttpRequest) -> None:
        self.rows = workbench_rows(request)
        self.shortcuts = add_shortcuts(request)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        counted = [CountedRow(row, row.count()) for row in self.rows]
        return {
            "shortcuts": self.shortcuts,
            "waiting": [row for row in counted if row.count],
            "empty": [row for row in counted if not row.count],
        }
