"""Rules about plans: pure functions of frozen snapshots and a day, so that any day can be asked about.

`plan_status(snapshot, on)` and `owner_status(plans, organisation, role, on)` give a status in codes, which `explain`
and `answers` put into words. `plan_periods` and `owner_periods` give the same over all time, for the database;
`status_timeline` and `newest_date_ranges` serve the index. `library_plans.status_periods` fetches the snapshots and
stores the periods.
"""

from library_plans.rules.answers import Answers, answers, not_required
from library_plans.rules.counting_rule import KB_2021, CountingRule
from library_plans.rules.explanations import body_phrase, explain, format_day
from library_plans.rules.owners import counting_plans, owner_is_current, owner_periods, owner_status
from library_plans.rules.periods import EffectiveEnd, adoption, counts_from, effective_end, is_adopted
from library_plans.rules.results import ENDS_SOON_WITHIN, NO_PLAN, OwnerPeriod, PlanPeriod, Status
from library_plans.rules.scope import EditionSnapshot, newest_date_ranges, preferred_by_language
from library_plans.rules.snapshots import DecisionSnapshot, OwnerSnapshot, PlanSnapshot, Succession
from library_plans.rules.status import plan_is_current, plan_periods, plan_status, status_timeline

__all__ = [
    "ENDS_SOON_WITHIN",
    "KB_2021",
    "NO_PLAN",
    "Answers",
    "CountingRule",
    "DecisionSnapshot",
    "EditionSnapshot",
    "EffectiveEnd",
    "OwnerPeriod",
    "OwnerSnapshot",
    "PlanPeriod",
    "PlanSnapshot",
    "Status",
    "Succession",
    "adoption",
    "answers",
    "body_phrase",
    "counting_plans",
    "counts_from",
    "effective_end",
    "explain",
    "format_day",
    "is_adopted",
    "newest_date_ranges",
    "not_required",
    "owner_is_current",
    "owner_periods",
    "owner_status",
    "plan_is_current",
    "plan_periods",
    "plan_status",
    "preferred_by_language",
    "status_timeline",
]
