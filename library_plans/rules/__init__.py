"""Rules about plans: pure functions of frozen snapshots and a day, so that any day can be asked about.

`status(snapshot, on)` and `owner_status(plans, organisation, role, on)` give a status in codes, which `explain` puts
into words. `plan_periods` and `owner_periods` give the same over all time, for the database, and `timeline` and
`newest_spans` for the index. `library_plans.status_periods` fetches the snapshots and stores the periods.
"""

from library_plans.rules.counting_rule import KB_2021, Rule
from library_plans.rules.explanations import body_of, explain, reference, written
from library_plans.rules.owners import counting, owner_is_current, owner_periods, owner_status
from library_plans.rules.periods import End, adoption, counts_from, effective_end, is_adopted
from library_plans.rules.results import NO_PLAN, SOON, OwnerPeriod, PlanPeriod, Status
from library_plans.rules.scope import EditionSnapshot, newest_spans, preferred
from library_plans.rules.snapshots import DecisionSnapshot, OwnerSnapshot, PlanSnapshot, Succession
from library_plans.rules.status import is_current, plan_periods, status, timeline

__all__ = [
    "KB_2021",
    "NO_PLAN",
    "SOON",
    "DecisionSnapshot",
    "EditionSnapshot",
    "End",
    "OwnerPeriod",
    "OwnerSnapshot",
    "PlanPeriod",
    "PlanSnapshot",
    "Rule",
    "Status",
    "Succession",
    "adoption",
    "body_of",
    "counting",
    "counts_from",
    "effective_end",
    "explain",
    "is_adopted",
    "is_current",
    "newest_spans",
    "owner_is_current",
    "owner_periods",
    "owner_status",
    "plan_periods",
    "preferred",
    "reference",
    "status",
    "timeline",
    "written",
]
