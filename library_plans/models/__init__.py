"""The register of library plans and what was read from their files."""

from library_plans.models.decisions import Decision, DecisionBody, DecisionKind
from library_plans.models.editions import Edition, EditionPage, EditionVariant, Passage
from library_plans.models.plans import OwnerRole, Plan, PlanKind, PlanOwner, PlanScope
from library_plans.models.settings import PlanSettings
from library_plans.models.withheld import Withheld

# isort: split
# Last: what a summary may show is asked of the rows above.
from library_plans.models.summaries import PlanSummaryIndexPage, PlanSummaryPage

__all__ = [
    "Decision",
    "DecisionBody",
    "DecisionKind",
    "Edition",
    "EditionPage",
    "EditionVariant",
    "OwnerRole",
    "Passage",
    "Plan",
    "PlanKind",
    "PlanOwner",
    "PlanScope",
    "PlanSettings",
    "PlanSummaryIndexPage",
    "PlanSummaryPage",
    "Withheld",
]
