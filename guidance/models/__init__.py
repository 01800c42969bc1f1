"""Guidance products, their steps, and the feedback of readers."""

from guidance.choices import Helpfulness
from guidance.models.feedback import GuidanceFeedback
from guidance.models.pages import GuidanceIndexPage, GuidancePage, GuidanceRelatedPage, GuidanceStepPage

__all__ = [
    "GuidanceFeedback",
    "GuidanceIndexPage",
    "GuidancePage",
    "GuidanceRelatedPage",
    "GuidanceStepPage",
    "Helpfulness",
]
