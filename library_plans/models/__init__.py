"""Models of the register and of what was read from its files."""

from library_plans.models.decisions import Decision
from library_plans.models.editions import Edition, EditionPage, Passage, StagedPassage
from library_plans.models.plans import Plan, PlanOwner
from library_plans.models.redactions import Redaction
from library_plans.models.settings import PlanSettings
from library_plans.models.status_periods import OwnerStatusPeriod, PlanStatusPeriod

__all__ = [
    "Decision",
    "Edition",
    "EditionPage",
    "OwnerStatusPeriod",
    "Passage",
    "Plan",
    "PlanOwner",
    "PlanSettings",
    "PlanStatusPeriod",
    "Redaction",
    "StagedPassage",
]
