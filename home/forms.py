"""Validation of the start page in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from content.admin.page_form import BasePageForm


class HomePageForm(BasePageForm):
    """The start page, whose notice ends on its first day or later."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        first, last = cleaned.get("notice_from"), cleaned.get("notice_until")
        if first and last and last < first:
            self.add_error("notice_until", _("The last day is before the first."))
        return cleaned
