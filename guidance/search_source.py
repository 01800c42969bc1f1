"""Guidance products and steps in the search."""

from django.utils.translation import gettext_lazy as _

from guidance.models import GuidancePage, GuidanceStepPage
from search.page_source import PageSource

SOURCE = PageSource("vagledning", _("Guidance"), GuidancePage, GuidanceStepPage)
