"""Guidance in the search: a hit in a step leads to the step."""

from django.utils.translation import gettext_lazy as _

from guidance.models import GuidancePage, GuidanceStepPage
from search.page_source import PageSource

SOURCE = PageSource("vagledning", _("Guidance"), GuidancePage, GuidanceStepPage)
