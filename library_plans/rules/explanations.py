"""Explains a status in one sentence, with the decision that proves it."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from library_plans.choices import DecisionBody, DecisionKind, StatusCode, StatusReason
from library_plans.rules.results import Status
from library_plans.rules.snapshots import DecisionSnapshot

BODY_PHRASES = {
    DecisionBody.MUNICIPAL_COUNCIL: pgettext_lazy("who decided", "the municipal council"),
    DecisionBody.MUNICIPAL_BOARD: pgettext_lazy("who decided", "the municipal executive board"),
    DecisionBody.REGIONAL_COUNCIL: pgettext_lazy("who decided", "the regional council"),
    DecisionBody.REGIONAL_BOARD: pgettext_lazy("who decided", "the regional executive board"),
    DecisionBody.COMMITTEE: pgettext_lazy("who decided", "the committee"),
    DecisionBody.ASSOCIATION_BOARD: pgettext_lazy("who decided", "the board of the association"),
}
SENTENCES = {
    StatusReason.UNTIL_DATE: gettext_lazy("In force to %(last)s: %(adopted)s."),
    StatusReason.UNTIL_FURTHER_NOTICE: gettext_lazy("In force until further notice: %(adopted)s."),
    StatusReason.UNTIL_REPLACED: gettext_lazy("In force until replaced, since no end is stated: %(adopted)s."),
    StatusReason.EXTENDED_TO_DATE: gettext_lazy("Extended to %(last)s: %(decided)s."),
    StatusReason.EXTENDED_UNTIL_REPLACED: gettext_lazy("Extended until a new plan is in force: %(decided)s."),
    StatusReason.UNTIL_SUCCESSOR: gettext_lazy("In force to %(last)s, when a new plan takes over: %(adopted)s."),
    StatusReason.EXTENDED_UNTIL_SUCCESSOR: gettext_lazy(
        "Extended to %(last)s, when a new plan takes over: %(decided)s."
    ),
    StatusReason.UNTIL_REVOCATION: gettext_lazy("In force to %(last)s and no longer: %(decided)s."),
    StatusReason.BEGINS_LATER: gettext_lazy("In force from %(starts)s: %(adopted)s."),
    StatusReason.DATES_UNKNOWN: gettext_lazy("The plan is %(adopted)s, and when it is in force is not known."),
    StatusReason.ENDED: gettext_lazy("Ended on %(last)s: %(adopted)s."),
    StatusReason.EXTENSION_ENDED: gettext_lazy("Ended on %(last)s after an extension: %(decided)s."),
    StatusReason.REPLACED: gettext_lazy("In force to %(last)s, when a later plan took over: %(adopted)s."),
    StatusReason.REVOKED: gettext_lazy("Was in force to %(last)s: %(decided)s."),
    StatusReason.REVOKED_BEFORE_START: gettext_lazy("Never came into force: %(decided)s."),
    StatusReason.CONSULTATION_COLLECTED: gettext_lazy(
        "A consultation version has been collected, but no decision to adopt the plan is known."
    ),
    StatusReason.IN_PREPARATION: gettext_lazy("Not adopted yet: %(decided)s."),
    StatusReason.ABANDONED: gettext_lazy("Work on the plan has stopped: %(decided)s."),
    StatusReason.ADOPTION_UNKNOWN: gettext_lazy("The register does not say whether the plan is adopted."),
    StatusReason.NO_PLAN: gettext_lazy("No plan is known in the register."),
}
ADOPTED = pgettext_lazy("what was done to the plan", "adopted")
VERBS = {
    StatusReason.EXTENDED_TO_DATE: pgettext_lazy("what was done: extend", "decided"),
    StatusReason.EXTENDED_UNTIL_REPLACED: pgettext_lazy("what was done: extend", "decided"),
    StatusReason.EXTENDED_UNTIL_SUCCESSOR: pgettext_lazy("what was done: extend", "decided"),
    StatusReason.EXTENSION_ENDED: pgettext_lazy("which extension", "decided"),
    StatusReason.UNTIL_REVOCATION: pgettext_lazy("what was done to the plan", "revoked"),
    StatusReason.REVOKED: pgettext_lazy("what was done to the plan", "revoked"),
    StatusReason.REVOKED_BEFORE_START: pgettext_lazy("what was done to the plan", "revoked"),
    StatusReason.ABANDONED: pgettext_lazy("what was done: extend", "decided"),
}
PREPARATION_VERBS = {
    DecisionKind.ASSIGNMENT: pgettext_lazy("what was done to the plan", "decision to make it, taken"),
    DecisionKind.CONSULTATION: pgettext_lazy("what was done to the plan", "sent for consultation"),
    DecisionKind.REFERRED_BACK: pgettext_lazy("what was done to the plan", "referred back"),
}


def explain(status: Status) -> str:
    """Why a status holds, in one sentence; a second one says when the period of an extended plan ended."""
    parts = {
        "last": format_day(status.last_day),
        "starts": format_day(status.starts),
        "adopted": adoption_phrase(status.adoption),
        "decided": decision_phrase(status.evidence, decision_verb(status)) if status.evidence else "",
    }
    sentence = str(SENTENCES[status.reason]) % parts
    if status.code == StatusCode.EXTENDED and status.period_end:
        period = _("The period as adopted ended on %(day)s.") % {"day": format_day(status.period_end)}
        return f"{sentence} {period}"
    return sentence


def decision_verb(status: Status) -> str:
    """The verb for the decision that a status rests on."""
    if status.reason == StatusReason.IN_PREPARATION and status.evidence:
        return str(PREPARATION_VERBS[DecisionKind(status.evidence.kind)])
    return str(VERBS.get(status.reason, ADOPTED))


def format_day(day: date | None) -> str:
    """A day as it is written in running text, "26 oktober 2023"; empty without one."""
    return date_format(day, "j F Y") if day else ""


def body_phrase(decision: DecisionSnapshot) -> str:
    """The body that decided, for use within a sentence; empty when the register does not say."""
    if decision.body_name or not decision.body:
        return decision.body_name
    return str(BODY_PHRASES.get(DecisionBody(decision.body), ""))


def decision_reference(decision: DecisionSnapshot) -> str:
    """Section and reference number of a decision, in brackets, for the end of a sentence."""
    dnr = _("reference number %(dnr)s") % {"dnr": decision.dnr} if decision.dnr else ""
    inside = ", ".join(part for part in (decision.section, dnr) if part)
    return f" ({inside})" if inside else ""


def decision_phrase(decision: DecisionSnapshot, verb: str) -> str:
    """Verb, body, day and reference: 'antagen av kommunfullmäktige 26 oktober 2023 (dnr KS 2023/181)'."""
    parts = {"verb": verb, "body": body_phrase(decision), "day": format_day(decision.decided_on)}
    phrase = _("%(verb)s by %(body)s %(day)s") if parts["body"] else _("%(verb)s %(day)s")
    return f"{phrase % parts}{decision_reference(decision)}"


def adoption_phrase(decision: DecisionSnapshot | None) -> str:
    """By whom and when the plan was adopted, also when the date is unknown."""
    return (
        decision_phrase(decision, str(ADOPTED))
        if decision
        else _("adopted, but the register has no date of the decision")
    )
