"""The search source of summaries: each hit leads to its statement on the plan's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from library_plans.summaries.models import PlanSummaryPage
from search.page_source import PageSource
from search.sources import BestBet


class SummarySource(PageSource):
    def suggest(self, text: str, limit: int, user: Any) -> Sequence[BestBet]:
        """None: a summary is called as its plan, and leads where the plan's own suggestions lead."""
        return []


SUMMARIES = SummarySource("sammanfattningar", _("Summaries of plans"), PlanSummaryPage)
