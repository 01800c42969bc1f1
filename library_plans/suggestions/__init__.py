"""What a plan's own text says of the facts that the register asks for, each with the page that it rests on.

Pure functions of the text: nothing is stored, and an editor accepts or changes each value.
"""

from library_plans.suggestions.decisions import suggest_decisions
from library_plans.suggestions.documents import suggest_kind, suggest_variant
from library_plans.suggestions.minutes import suggest_minuted_decisions
from library_plans.suggestions.periods import suggest_period
from library_plans.suggestions.types import (
    Pages,
    PlanSuggestion,
    Suggested,
    SuggestedDecision,
    SuggestedPeriod,
    excerpt,
)

__all__ = ["PlanSuggestion", "Suggested", "SuggestedDecision", "SuggestedPeriod", "suggest_plan"]

LAST_PAGES = 1  # where some plans tell their decision


def suggest_plan(pages: Pages) -> PlanSuggestion:
    """What the first five pages and the last one say of kind, variant, period and decisions; minutes, all pages.

    Args:
        pages: The text of each page from the first on, a line for each passage.
    """
    return PlanSuggestion(
        kind=suggest_kind(excerpt(pages)),
        variant=suggest_variant(excerpt(pages)),
        period=suggest_period(excerpt(pages)),
        decisions=(
            *suggest_decisions(excerpt(pages, LAST_PAGES)),
            *suggest_minuted_decisions(excerpt(pages, len(pages))),
        ),
    )
