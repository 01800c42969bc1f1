"""How an event is shown: its state, when and where, what one can do, what has changed. `event` is an EventPage."""

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
from events.choices import HostRole, Registration, State
from library_plans.models import PlanOwner

SIGNS = {
    State.SAVE_THE_DATE: "ring",
    State.OPEN: "full",
    State.MOVED: "half",
    State.CANCELLED: "dash",
    State.HELD: "ring",
    State.PUBLISHED_MATERIAL: "full",
}


def chip(state: State, large: bool = False) -> StatusChip:
    return StatusChip(state.value, capfirst(state.label), SIGNS[state], large=large)


def period(starts: datetime, ends: datetime) -> str:
    """`onsdag 21 oktober 2026 kl. 9.00–12.00`, with both days when it ends on another."""
    first, last = timezone.localtime(starts), timezone.localtime(ends)
    if first.date() == last.date():
        return _("%(day)s at %(from)s–%(to)s") % {"day": day_of(first), "from": clock(first), "to": clock(last)}
    return f"{moment(first)} – {moment(last)}"


def moment(at: datetime) -> str:
    return _("%(day)s at %(clock)s") % {"day": day_of(at), "clock": clock(at)}


def day_of(at: datetime) -> str:
    return date_format(at, "l j F Y")


def clock(at: datetime) -> str:
    return date_format(at, "G.i")


def where(event: Any) -> str:
    """The place, the net, or both; empty when nothing is said."""
    room = ", ".join(filter(None, (event.place, event.address)))
    return _("%(place)s and on the net") % {"place": room} if room and event.webcast_url else room or on_the_net(event)


def on_the_net(event: Any) -> str:
    return _("On the net") if event.webcast_url else ""


def event_facts(event: Any) -> Facts:
    """What one wants to know before going: one query, for who arranges it."""
    hosts = event.arrangers
    rows = [
        Fact(_("When"), capfirst(period(event.starts, event.ends))),
        Fact(_("Where"), where(event)),
        Fact(_("Form"), capfirst(event.get_kind_display())),
        Fact(_("For whom"), event.audience),
        Fact(_("Arranged by"), bodies(hosts, HostRole.HOST)),
        Fact(_("Together with"), bodies(hosts, HostRole.CO_ARRANGER)),
        Fact(_("About"), capfirst(event.get_follow_up_display())),
        Fact(_("To take part"), participation(event)),
        Fact(_("Seats"), "" if event.is_past else event.capacity),
    ]
    return Facts([row for row in rows if row.value])


def bodies(hosts: Sequence[Any], role: HostRole) -> str:
    return ", ".join(row.organisation.display_name for row in hosts if row.role == role)


def participation(event: Any) -> str:
    """How one takes part, in a sentence; nothing when it is over or cancelled."""
    if event.is_past or event.state == State.CANCELLED:
        return ""
    if event.registration == Registration.EXTERNAL:
        return registration(event)
    return _("By personal invitation") if event.registration == Registration.INVITATION else _("No registration needed")


def registration(event: Any) -> str:
    last, host = event.registration_closes, hostname(event.registration_url)
    if event.takes_registrations:
        until = _(", last day %(day)s") % {"day": date_format(last, "j F")} if last else ""
        return _("Register at %(host)s") % {"host": host} + until
    if event.state == State.SAVE_THE_DATE:
        return _("Registration opens later")
    return _("Registration has closed")


def changes(entries: Sequence[Any]) -> list[TimelineEntry]:
    """What has changed since the event was first public, the latest first."""
    told = [change(old, new) for old, new in pairwise(entries)]
    first = [TimelineEntry(timezone.localtime(entries[0].logged_at).date(), _("Announced"))] if told else []
    return [*reversed(told), *first]


def change(old: Any, new: Any) -> TimelineEntry:
    parts = []
    if (old.starts, old.ends) != (new.starts, new.ends):
        times = {"new": period(new.starts, new.ends), "old": period(old.starts, old.ends)}
        parts.append(_("New time: %(new)s, before: %(old)s.") % times)
    if old.place != new.place:
        places = {"new": new.place or _("no place"), "old": old.place or _("no place")}
        parts.append(_("New place: %(new)s, before: %(old)s.") % places)
    if new.reason and old.reason != new.reason:
        parts.append(new.reason)
    title = str(State(new.state).label) if old.state != new.state else _("changed")
    return TimelineEntry(
        timezone.localtime(new.logged_at).date(),
        capfirst(title),
        note=" ".join(parts),
        highlighted=old.state != new.state,
    )


def plan_rows(event: Any) -> list[ListItem]:
    """The plans as links, to the edition where one is named, by owner: one query. One that nobody owns is not public.

    A preview knows the plans of rows that are not saved, and the editions of those that are.
    """
    plans = event.plans.values_list("plan_id", flat=True)
    saved = event.plans.model.objects.filter(page=event.pk, plan=OuterRef("plan"))
    owners = PlanOwner.objects.filter(plan__in=plans, position=1).select_related("plan", "organisation")
    shown = owners.annotate(edition=Subquery(saved.values("edition__number")[:1]))
    return [plan_row(owner) for owner in shown.order_by("organisation__sort_key", "plan__title")]


def plan_row(owner: Any) -> ListItem:
    edition = f"{owner.edition}/" if owner.edition else ""
    return ListItem(f"{owner.organisation.name}: {owner.plan.title}", f"{owner.get_absolute_url()}{edition}")


def event_row(event: Any) -> ListItem:
    """A line of a list: the title with the state beside it, and when."""
    return ListItem(event.title, event.url or "", capfirst(period(event.starts, event.ends)), chip(State(event.state)))
