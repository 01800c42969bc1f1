"""Guidance products with their steps, and what readers answered about them."""

from guidance.choices import Verdict
from guidance.models.answers import GuidanceAnswer
from guidance.models.pages import GuidanceIndexPage, GuidancePage, GuidanceRelated, GuidanceStepPage

__all__ = ["GuidanceAnswer", "GuidanceIndexPage", "GuidancePage", "GuidanceRelated", "GuidanceStepPage", "Verdict"]
