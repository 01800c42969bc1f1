"""Texts, chips, chart plans and timeline entries for plans, statuses and decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from content.components import StatusChip, TimelineEntry
from library_plans.choices import ADOPTIONS, NOT_ADOPTED, StatusCode, StatusReason
from library_plans.models import Decision, Edition, EditionPage, Plan
from library_plans.register.owner_plans import OwnerPlans
from library_plans.register.timeline_chart import ChartPlan
from library_plans.rules import PlanSnapshot, Status, adoption, body_phrase, effective_end, format_day, is_adopted

STATUS_SIGNS = {
    StatusCode.IN_FORCE: "full",
    StatusCode.EXTENDED: "full",
    StatusCode.COMING: "half",
    StatusCode.CONSULTATION: "half",
    StatusCode.ASSIGNED: "half",
    StatusCode.NONE: "dash",
}
DRAFT_CODES = (StatusCode.CONSULTATION, StatusCode.ASSIGNED)


def status_chip(status: Status, *, large: bool = False) -> StatusChip:
    """A status as shape, word and colour, with its notes."""
    return StatusChip(status.code, status.label, STATUS_SIGNS.get(status.code, "ring"), notes_text(status), large)


def notes_text(status: Status, separator: str = ", ") -> str:
    """The notes of a status: "går ut snart, ny plan under remiss"."""
    return separator.join(str(note.label) for note in status.notes)


def period_text(plan: Any) -> str:
    """The years as adopted, of a plan or a row with its dates: 2024–2027, 2024, från 2024, till 2027.

    Empty when neither is known.
    """
    if plan.starts and plan.ends:
        first, last = plan.starts.year, plan.ends.year
        return f"{first}" if first == last else f"{first}–{last}"
    if plan.starts:
        return _("from %(year)s") % {"year": plan.starts.year}
    if plan.ends:
        return _("to %(year)s") % {"year": plan.ends.year}
    return _("until further notice") if plan.until_further_notice else ""


def period_label(status: Status) -> str:
    """What the years of a plan are: those adopted, or those proposed while no adoption is known."""
    if status.reason not in NOT_ADOPTED:
        return _("Period as adopted")
    unclear = status.reason in (StatusReason.ADOPTION_UNKNOWN, StatusReason.ABANDONED)
    return _("Period as stated") if unclear else _("Proposed period")


def chart_plan(owner_plans: OwnerPlans, plan: Plan, here: Plan | None = None) -> ChartPlan | None:
    """The plan as the chart needs it; None when its start is unknown."""
    status = owner_plans.status(plan)
    starts = owner_plans.first_day(plan) if plan.starts is None else plan.starts
    if starts == date.min:
        return None
    ends, extended_to, note = chart_end(owner_plans.snapshots[plan.pk], owner_plans.on)
    label = period_text(plan) or str(starts.year)
    return ChartPlan(
        kind=plan.get_kind_display(),
        label=label,
        name=", ".join([f"{label} {note}".strip(), plan.title, status.label.lower()]),
        url=plan.get_absolute_url(),
        starts=starts,
        ends=ends,
        extended_to=extended_to,
        note=note,
        in_force=status.in_force,
        draft=status.code in DRAFT_CODES,
        is_this_page=plan is here,
    )


def chart_end(plan: PlanSnapshot, on: date) -> tuple[date | None, date | None, str]:
    """Where the period as adopted ends on the chart, to where later decisions let the plan last, and a note on them."""
    end = effective_end(plan, on)
    if not is_adopted(plan, on) or end.decision is None:
        return plan.ends or end.last_day, None, ""
    last = end.last_day or date.max
    note = revocation_note(last) if end.revoked else extension_note(last)
    if plan.ends is None or last <= plan.ends:
        return end.last_day, None, note if end.revoked else ""
    return plan.ends, last, note


def revocation_note(last: date) -> str:
    return _("revoked %(day)s") % {"day": format_day(last)}


def extension_note(extended_to: date) -> str:
    if extended_to == date.max:
        return _("extended until a new plan")
    return _("extended to %(day)s") % {"day": extended_to.year if is_year_end(extended_to) else format_day(extended_to)}


def is_year_end(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def decision_moments(plans: list[Plan], *, named: bool) -> list[TimelineEntry]:
    """The decisions about plans, latest first; `named` says which plan each is about."""
    rows = [(decision, plan) for plan in plans for decision in plan.decisions.all()]
    rows.sort(key=lambda row: (row[0].decided_on, row[0].pk), reverse=True)
    return [decision_moment(decision, plan.title if named else "") for decision, plan in rows]


def decision_moment(decision: Decision, title: str = "") -> TimelineEntry:
    section = decision.section.replace(" ", "\u00a0")
    who = ", ".join(part for part in (body_label(decision), section) if part)
    dnr = _("reference number %(dnr)s") % {"dnr": decision.dnr} if decision.dnr else ""
    rest = (title, new_end_text(decision), dnr, decision.note)
    return TimelineEntry(
        day=decision.decided_on,
        title=capfirst(decision.get_kind_display()),
        text=who,
        note=" · ".join(part for part in rest if part),
        url=decision.minutes_url,
        link_text=_("Minutes"),
        highlighted=decision.kind in ADOPTIONS,
    )


def new_end_text(decision: Decision) -> str:
    """Until when a decision lets the plan be in force."""
    if decision.until_further_notice:
        return _("until a new plan")
    return _("to %(day)s") % {"day": format_day(decision.new_end)} if decision.new_end else ""


def body_label(decision: Decision) -> str:
    """Who decided, in words; empty when the register does not say."""
    return decision.body_name or (decision.get_body_display() if decision.body else "")


def adoption_text(owner_plans: OwnerPlans, plan: Plan) -> str:
    """Who adopted the plan and when, as a sentence's end; empty when no decision is known."""
    decision = adoption(owner_plans.snapshots[plan.pk], owner_plans.on)
    if decision is None:
        return ""
    return f"{body_phrase(decision)} {format_day(decision.decided_on)}".strip()


def unit_name(edition: Edition) -> str:
    """What an edition is divided into: pages, or sections where the format has none."""
    return pgettext("of a document", "page") if edition.has_pages else pgettext("of a document", "section")


def page_name(edition: Edition, number: int, page: EditionPage | None = None) -> str:
    """ "sida 14" or "avsnitt 3"; with the page itself also its printed number: "sida 14 (tryckt 12)"."""
    return f"{unit_name(edition)} {number} {printed_number(page) if page else ''}".strip()


def printed_number(page: EditionPage) -> str:
    """ "(tryckt 12)" where the printed number differs from the place in the file, else empty."""
    return _("(printed %(label)s)") % {"label": page.label} if page.label not in ("", str(page.number)) else ""
