"""Rules about plans: pure functions of frozen snapshots and a day, so that any day can be asked about.

`status(snapshot, on)` and `owner_status(plans, organisation, role, on)` give a state with its reason; `timeline` and
`newest_spans` give the same over all time, for the index. `library_plans.register.snapshots` fetches the snapshots.
"""

from library_plans.choices import StatusCode
from library_plans.rules.counting_rule import KB_2021, Rule
from library_plans.rules.explanations import body_of, reference, written
from library_plans.rules.owners import counting, owner_is_current, owner_status
from library_plans.rules.periods import End, adoption, counts_from, effective_end, is_adopted
from library_plans.rules.scope import EditionSnapshot, newest_spans, preferred
from library_plans.rules.snapshots import DecisionSnapshot, OwnerSnapshot, PlanSnapshot, Succession
from library_plans.rules.status import IN_FORCE_CODES, LABELS, PLAN_CODES, Status, is_current, status, timeline

__all__ = [
    "IN_FORCE_CODES",
    "KB_2021",
    "LABELS",
    "PLAN_CODES",
    "DecisionSnapshot",
    "EditionSnapshot",
    "End",
    "OwnerSnapshot",
    "PlanSnapshot",
    "Rule",
    "Status",
    "StatusCode",
    "Succession",
    "adoption",
    "body_of",
    "counting",
    "counts_from",
    "effective_end",
    "is_adopted",
    "is_current",
    "newest_spans",
    "owner_is_current",
    "owner_status",
    "preferred",
    "reference",
    "status",
    "timeline",
    "written",
]
