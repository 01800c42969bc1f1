"""Panels of the plan form."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import InlinePanel, Panel

from library_plans.models import Edition
from library_plans.querysets import READABLE
from library_plans.redaction.rules import active_redactions
from library_plans.register.edition_selectors import editions_by_plan


class CheckedInlinePanel(InlinePanel):
    """An inline panel whose rows are checked together by a formset of its own."""

    def __init__(self, *args: Any, formset: type, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.formset = formset

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "formset": self.formset}

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = self.formset
        return options


class EditionsPanel(Panel):
    """The plan's editions with their text state. Read-only, because the files are frozen."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "library_plans/admin/editions_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            editions = editions_by_plan([self.instance])[self.instance.pk]
            return {**context, "rows": [self.row(edition) for edition in editions]}

        def row(self, edition: Edition) -> dict[str, Any]:
            has_owner = self.instance.first_owner() is not None
            return {
                "edition": edition,
                "redactions": active_redactions(edition),
                "url": f"{self.instance.get_absolute_url()}{edition.number}/" if has_owner else "",
                "may_read_again": edition.state not in READABLE,
                "redact_url": f"{reverse('redactions:add')}?edition={edition.pk}",
            }
