"""Models of the register and of what was read from its files."""

from library_plans.models.archives import OpenDataArchive
from library_plans.models.decisions import Decision
from library_plans.models.editions import Edition, EditionPage, Passage, StagedPassage
from library_plans.models.imports import ImportBatch, ImportRow
from library_plans.models.merges import PlanMerge
from library_plans.models.owner_checks import OwnerCheck, OwnerConfirmation
from library_plans.models.plans import Plan, PlanOwner
from library_plans.models.redactions import Redaction
from library_plans.models.settings import PlanSettings
from library_plans.models.status_periods import OwnerStatusPeriod, PlanStatusPeriod

__all__ = [
    "Decision",
    "Edition",
    "EditionPage",
    "ImportBatch",
    "ImportRow",
    "OpenDataArchive",
    "OwnerCheck",
    "OwnerConfirmation",
    "OwnerStatusPeriod",
    "Passage",
    "Plan",
    "PlanMerge",
    "PlanOwner",
    "PlanSettings",
    "PlanStatusPeriod",
    "Redaction",
    "StagedPassage",
]
