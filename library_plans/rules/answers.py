"""Answers to what people ask of an owner or a plan: is there one, until when, who decided? Never more than is known."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from library_plans.choices import NOT_ADOPTED, DecisionKind, StatusCode, StatusReason
from library_plans.rules.explanations import (
    ADOPTED,
    PREPARATION_VERBS,
    body_phrase,
    decision_phrase,
    format_day,
)
from library_plans.rules.results import Status
from library_plans.rules.snapshots import DecisionSnapshot

# Without full stop: the plan's name may follow.
HAS_PLAN = {
    StatusCode.IN_FORCE: gettext_lazy("Yes, a plan is in force"),
    StatusCode.EXTENDED: gettext_lazy("Yes, a plan is in force by extension"),
    StatusCode.COMING: gettext_lazy("A plan is adopted but not in force yet"),
    StatusCode.EXPIRED: gettext_lazy(
        "No plan in force is known here. The latest one adopted has ended, but KB counts it as current"
    ),
    StatusCode.CONSULTATION: gettext_lazy("No adopted plan is known here. A proposal has been sent for consultation"),
    StatusCode.ASSIGNED: gettext_lazy("No adopted plan is known here. There is a decision to make one"),
    StatusCode.LONG_EXPIRED: gettext_lazy("No plan in force is known here. The latest one adopted has ended"),
    StatusCode.UNCLEAR: gettext_lazy("A plan is adopted, but it is not known whether it is in force"),
    StatusCode.NONE: gettext_lazy("No plan is known here"),
}
# Where the reason says more than the code.
HAS_PLAN_BY_REASON = {
    StatusReason.REVOKED_BEFORE_START: gettext_lazy(
        "No plan in force is known here. The latest one adopted was revoked before it began"
    ),
    StatusReason.CONSULTATION_COLLECTED: gettext_lazy(
        "No adopted plan is known here. A consultation version has been collected"
    ),
    StatusReason.ADOPTION_UNKNOWN: gettext_lazy("A plan is known, but not whether it is adopted"),
    StatusReason.ABANDONED: gettext_lazy("No adopted plan is known here. The work on one has stopped"),
}
REVOKED = {
    StatusCode.EXPIRED: gettext_lazy(
        "No plan in force is known here. The latest one adopted has been revoked, but KB counts it as current"
    ),
    StatusCode.LONG_EXPIRED: gettext_lazy("No plan in force is known here. The latest one adopted has been revoked"),
}
REFERRED_BACK = gettext_lazy("No adopted plan is known here. A proposal has been referred back")

NOT_DECIDED = gettext_lazy("Not settled: no decision to adopt the plan is known.")
UNTIL_WHEN = {
    StatusReason.UNTIL_DATE: gettext_lazy("To %(last)s."),
    StatusReason.UNTIL_SUCCESSOR: gettext_lazy("To %(last)s, when a new plan takes over."),
    StatusReason.UNTIL_REVOCATION: gettext_lazy("To %(last)s, when it is revoked."),
    StatusReason.UNTIL_FURTHER_NOTICE: gettext_lazy("Until further notice: no last day is set."),
    StatusReason.UNTIL_REPLACED: gettext_lazy(
        "No last day is known. The plan counts as in force until a new one takes over."
    ),
    StatusReason.EXTENDED_TO_DATE: gettext_lazy("To %(last)s, by extension."),
    StatusReason.EXTENDED_UNTIL_SUCCESSOR: gettext_lazy("To %(last)s, when a new plan takes over."),
    StatusReason.EXTENDED_UNTIL_REPLACED: gettext_lazy("Until a new plan is in force. No date is set."),
    StatusReason.BEGINS_LATER: gettext_lazy("From %(starts)s to %(last)s."),
    StatusReason.DATES_UNKNOWN: gettext_lazy("The register says to %(last)s, but not from when."),
    StatusReason.ENDED: gettext_lazy("It ended on %(last)s."),
    StatusReason.EXTENSION_ENDED: gettext_lazy("It ended on %(last)s, after an extension."),
    StatusReason.REPLACED: gettext_lazy("It was in force to %(last)s, when a later plan took over."),
    StatusReason.REVOKED: gettext_lazy("It was in force to %(last)s, when it was revoked."),
    StatusReason.REVOKED_BEFORE_START: gettext_lazy("It never came into force."),
    StatusReason.CONSULTATION_COLLECTED: NOT_DECIDED,
    StatusReason.IN_PREPARATION: NOT_DECIDED,
    StatusReason.ABANDONED: NOT_DECIDED,
    StatusReason.ADOPTION_UNKNOWN: gettext_lazy("Not known: the register does not say whether the plan is adopted."),
    StatusReason.NO_PLAN: gettext_lazy("Not known, since no plan is known here."),
}
WITHOUT_LAST_DAY = {
    StatusReason.BEGINS_LATER: gettext_lazy("From %(starts)s. The register has no last day."),
    StatusReason.DATES_UNKNOWN: gettext_lazy("Not known: the register does not say when the plan is in force."),
}

LATER_VERBS = {
    DecisionKind.EXTENSION: pgettext_lazy("what was done to the plan", "extended"),
    DecisionKind.REAFFIRMATION: pgettext_lazy("what was done to the plan", "reaffirmed"),
    DecisionKind.REVISION: pgettext_lazy("what was done to the plan", "revised"),
    DecisionKind.REVOCATION: pgettext_lazy("what was done to the plan", "revoked"),
}
WORK_STOPPED = pgettext_lazy("what was done to the plan", "work stopped, decided")


@dataclass(frozen=True, slots=True)
class Answers:
    """Three sentences in the active language; `has_plan` is without full stop, so that the plan's name may follow."""

    has_plan: str
    until_when: str
    decided_by: str


def answers(status: Status) -> Answers:
    """What a status says: of an owner in a role one of the nine, of a plan one of the first eight."""
    return Answers(has_plan(status), until_when(status), decided_by(status))


def has_plan(status: Status) -> str:
    if status.evidence and status.evidence.kind == DecisionKind.REFERRED_BACK:
        return str(REFERRED_BACK)
    if status.reason == StatusReason.REVOKED:
        return str(REVOKED[status.code])
    return str(HAS_PLAN_BY_REASON.get(status.reason, HAS_PLAN[status.code]))


def until_when(status: Status) -> str:
    """The last day, or why there is none; of a plan that begins later also the first day."""
    sentence = UNTIL_WHEN[status.reason]
    if status.last_day is None:
        sentence = WITHOUT_LAST_DAY.get(status.reason, sentence)
    return str(sentence) % {"last": format_day(status.last_day), "starts": format_day(status.starts)}


def decided_by(status: Status) -> str:
    """Who adopted the plan and when, and the later decision that the status rests on; or how far it has come."""
    if status.reason in (StatusReason.NO_PLAN, StatusReason.ADOPTION_UNKNOWN):
        return _("No decision is known.")
    if status.reason in NOT_ADOPTED:
        first = _("No decision to adopt the plan is known.")
    else:
        first = adoption_sentence(status.adoption)
    later = status.evidence if status.evidence != status.adoption else None
    return f"{first} {sentence_about(later, later_verb(status, later))}" if later else first


def adoption_sentence(decision: DecisionSnapshot | None) -> str:
    return (
        sentence_about(decision, str(ADOPTED)) if decision else _("It is adopted, but the register lacks the decision.")
    )


def sentence_about(decision: DecisionSnapshot, verb: str) -> str:
    """ "Antagen av kommunfullmäktige 26 oktober 2023 (§ 7)." and, where nobody is named, that nobody is."""
    sentence = f"{capfirst(decision_phrase(decision, verb))}."
    return sentence if body_phrase(decision) else _("%(what)s The register does not say by whom.") % {"what": sentence}


def later_verb(status: Status, decision: DecisionSnapshot | None) -> str:
    if decision is None:
        return ""
    if status.reason == StatusReason.ABANDONED:
        return str(WORK_STOPPED)
    kind = DecisionKind(decision.kind)
    return str(PREPARATION_VERBS[kind] if kind in PREPARATION_VERBS else LATER_VERBS[kind])


def not_required(name: str) -> str:
    """What holds instead for an organisation that needs no plan, such as KB itself."""
    return _(
        "Section 17 of the Libraries Act, on library plans, applies to municipalities and regions and not to %(name)s."
    ) % {"name": name}
