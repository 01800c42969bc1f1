"""The search source of summaries: each hit leads to its statement on the plan's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from library_plans.citations.references import citable_editions
from library_plans.summaries.models import PlanSummaryPage
from search.page_source import PageSource
from search.sources import BestBet


class SummarySource(PageSource):
    def prepare(self, pages: Sequence[PlanSummaryPage]) -> None:
        """Fetch the owners of the plans and the editions that are cited, five queries however many pages."""
        prefetch_related_objects(pages, "plan__owners__organisation")
        editions = citable_editions().in_bulk({key for page in pages for key in page.cited_edition_keys})
        for page in pages:
            page.cited_editions = editions.values()

    def suggest(self, text: str, limit: int, user: Any) -> Sequence[BestBet]:
        """None: a summary is called as its plan, and leads where the plan's own suggestions lead."""
        return []


SUMMARIES = SummarySource("sammanfattningar", _("Summaries of plans"), PlanSummaryPage)
