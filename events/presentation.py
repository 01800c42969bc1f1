"""Components and texts of event pages. `event` is an EventPage, whose model imports this module."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.components import Fact, Facts, ListItem, StatusChip, TimelineEntry
from content.video import hostname
from events.choices import EventState, HostRole, RegistrationMode
from events.rules import STATES_BEFORE_EVENT
from library_plans.models import PlanOwner

STATE_SYMBOLS = {
    EventState.SAVE_THE_DATE: "ring",
    EventState.OPEN: "full",
    EventState.MOVED: "half",
    EventState.CANCELLED: "dash",
    EventState.HELD: "ring",
    EventState.PUBLISHED_MATERIAL: "full",
}


def state_chip(state: EventState, large: bool = False) -> StatusChip:
    return StatusChip(state.value, capfirst(state.label), STATE_SYMBOLS[state], large=large)


def event_chip(event: Any, large: bool = False) -> StatusChip:
    """The state as readers see it: an event that is past and was not closed by its editor is over."""
    state = EventState(event.state)
    if event.is_past and state in STATES_BEFORE_EVENT:
        return StatusChip("over", capfirst(_("over")), "ring", large=large)
    return state_chip(state, large)


def period_text(starts: datetime, ends: datetime) -> str:
    """`onsdag 21 oktober 2026 kl. 9.00–12.00`, with both days when it ends on another."""
    first, last = timezone.localtime(starts), timezone.localtime(ends)
    if first.date() == last.date():
        return _("%(day)s at %(from)s–%(to)s") % {
            "day": date_text(first),
            "from": time_text(first),
            "to": time_text(last),
        }
    return f"{datetime_text(first)} – {datetime_text(last)}"


def datetime_text(at: datetime) -> str:
    return _("%(day)s at %(clock)s") % {"day": date_text(at), "clock": time_text(at)}


def date_text(at: datetime) -> str:
    return date_format(at, "l j F Y")


def time_text(at: datetime) -> str:
    return date_format(at, "G.i")


def location_text(event: Any) -> str:
    """The place, "on the net", or both; empty when neither is given."""
    room = ", ".join(filter(None, (event.place, event.address)))
    if room and event.webcast_url:
        return _("%(place)s and on the net") % {"place": room}
    return room or (_("On the net") if event.webcast_url else "")


def event_facts(event: Any) -> Facts:
    """The fact list of an event: one query for its hosts."""
    hosts = event.organisation_rows
    rows = [
        Fact(_("When"), capfirst(period_text(event.starts, event.ends))),
        Fact(_("Where"), location_text(event)),
        Fact(_("Form"), capfirst(event.get_kind_display())),
        Fact(_("For whom"), event.target_group),
        Fact(_("Arranged by"), names_by_role(hosts, HostRole.HOST)),
        Fact(_("Together with"), names_by_role(hosts, HostRole.CO_HOST)),
        Fact(_("About"), capfirst(event.get_follow_up_display())),
        Fact(_("To take part"), participation_text(event)),
        Fact(_("Seats"), "" if event.is_past else event.capacity),
    ]
    return Facts([row for row in rows if row.value])


def names_by_role(hosts: Sequence[Any], role: HostRole) -> str:
    return ", ".join(row.organisation.display_name for row in hosts if row.role == role)


def participation_text(event: Any) -> str:
    """How to take part, in a sentence; empty when the event is over or cancelled."""
    if event.is_past or event.state == EventState.CANCELLED:
        return ""
    if event.registration == RegistrationMode.EXTERNAL:
        return registration_text(event)
    return (
        _("By personal invitation")
        if event.registration == RegistrationMode.INVITATION
        else _("No registration needed")
    )


def registration_text(event: Any) -> str:
    last, host = event.registration_closes, hostname(event.registration_url)
    if event.accepts_registrations:
        until = _(", last day %(day)s") % {"day": date_format(last, "j F")} if last else ""
        return _("Register at %(host)s") % {"host": host} + until
    if event.state == EventState.SAVE_THE_DATE:
        return _("Registration opens later")
    return _("Registration has closed")


def schedule_entries(history: Sequence[Any]) -> list[TimelineEntry]:
    """The schedule history as a timeline, the latest change first; empty when nothing has changed."""
    entries = [change_entry(old, new) for old, new in pairwise(history)]
    first = [TimelineEntry(timezone.localtime(history[0].changed_at).date(), _("Announced"))] if entries else []
    return [*reversed(entries), *first]


def change_entry(old: Any, new: Any) -> TimelineEntry:
    """What differs between two consecutive rows of the history, on the day of the newer one."""
    parts = []
    if (old.starts, old.ends) != (new.starts, new.ends):
        times = {"new": period_text(new.starts, new.ends), "old": period_text(old.starts, old.ends)}
        parts.append(_("New time: %(new)s, before: %(old)s.") % times)
    if old.place != new.place:
        places = {"new": new.place or _("no place"), "old": old.place or _("no place")}
        parts.append(_("New place: %(new)s, before: %(old)s.") % places)
    if new.reason and old.reason != new.reason:
        parts.append(new.reason)
    title = str(EventState(new.state).label) if old.state != new.state else _("changed")
    return TimelineEntry(
        timezone.localtime(new.changed_at).date(),
        capfirst(title),
        note=" ".join(parts),
        highlighted=old.state != new.state,
    )


def plan_rows(event: Any) -> list[ListItem]:
    """Links to the plans, or to the edition where one is chosen, by owner: one query. Plans without owner have no page.

    A preview has the plans of unsaved rows, but the editions of saved rows only.
    """
    plans = event.plans.values_list("plan_id", flat=True)
    saved = event.plans.model.objects.filter(page=event.pk, plan=OuterRef("plan"), edition__voided_at__isnull=True)
    owners = PlanOwner.objects.filter(plan__in=plans, position=1).select_related("plan", "organisation")
    shown = owners.annotate(edition=Subquery(saved.values("edition__number")[:1]))
    return [plan_row(owner) for owner in shown.order_by("organisation__sort_key", "plan__title")]


def plan_row(owner: Any) -> ListItem:
    edition = f"{owner.edition}/" if owner.edition else ""
    return ListItem(f"{owner.organisation.name}: {owner.plan.title}", f"{owner.get_absolute_url()}{edition}")


def event_row(event: Any) -> ListItem:
    """A list row with the title, the state and the period."""
    return ListItem(
        event.title,
        event.url or "",
        capfirst(period_text(event.starts, event.ends)),
        event_chip(event),
    )
