"""The admin form of a summary."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks import StreamBlockValidationError

from content.admin.page_form import BasePageForm
from content.blocks import block_error


class PlanSummaryForm(BasePageForm):
    """Each statement rests on an edition of the plan that is summarised."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        plan, statements = cleaned.get("plan"), cleaned.get("statements") or []
        if plan and not plan.owners.exists():
            self.add_error("plan", _("Nobody owns this plan, so it is not public."))
        strange = {
            place: block_error(edition=_("The edition belongs to another plan."))
            for place, block in enumerate(statements)
            if plan and block.value["edition"] and block.value["edition"].plan_id != plan.pk
        }
        if strange:
            self.add_error("statements", StreamBlockValidationError(block_errors=strange))
        return cleaned
