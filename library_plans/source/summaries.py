"""Summaries of plans in the search: each hit leads to its statement on the plan's page."""

from django.utils.translation import gettext_lazy as _

from library_plans.models import PlanSummaryPage
from search.pages import PageSource

SUMMARIES = PageSource("sammanfattningar", _("Summaries of plans"), PlanSummaryPage)
