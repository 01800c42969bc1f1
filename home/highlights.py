"""Template context of the start page: events, guidance and reports, those that editors chose or else the newest."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.blocks import StreamValue

from content.components import ListItem
from events.choices import EventState
from events.models import EventPage
from events.presentation import event_row
from events.rules import TRAFFPUNKT_KINDS
from guidance.models import GuidancePage
from reports.models import ReportPage

ITEMS_PER_LIST = 3


def highlights_context(user: Any, locale: int, chosen: StreamValue | None) -> dict[str, Any]:
    """What of each the user may see, guidance in the language of the start page: a query each, one more for a kind
    of which nothing that was chosen may be seen.
    """
    guidance = GuidancePage.objects.visible_to(user)
    newest_guidance = guidance.filter(locale=locale).order_by("-version_date", "title")
    reports = ReportPage.objects.visible_to(user)
    newest_reports = reports.order_by("-year", "-first_published_at", "title")
    events = EventPage.objects.visible_to(user)
    chosen_events = chosen_pages(events, chosen, "event")
    shown_guidance = chosen_pages(guidance, chosen, "guidance") or newest_guidance[:ITEMS_PER_LIST]
    shown_reports = chosen_pages(reports, chosen, "report") or newest_reports[:ITEMS_PER_LIST]
    return {
        "events_are_chosen": bool(chosen_events),
        "events": [event_row(event) for event in chosen_events or next_traffpunkt(events)],
        "latest_guidance": [page_item(page, page.summary) for page in shown_guidance],
        "latest_reports": [page_item(page, page.listing_subtitle) for page in shown_reports],
    }


def chosen_pages(pages: QuerySet[Any], chosen: StreamValue | None, kind: str) -> list[Any]:
    """Of some pages those that the start page names, in its order; no query when it names none of the kind."""
    keys = [row["value"] for row in chosen.raw_data if row["type"] == kind] if chosen else []
    found = {page.pk: page for page in pages.filter(pk__in=keys)} if keys else {}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def next_traffpunkt(events: QuerySet[EventPage]) -> QuerySet[EventPage]:
    """The Träffpunkt that is on or comes next, of the kinds that everybody is invited to; none that is cancelled."""
    coming = events.filter(kind__in=TRAFFPUNKT_KINDS, ends__gt=timezone.now()).exclude(state=EventState.CANCELLED)
    return coming.order_by("starts", "pk")[:1]


def page_item(page: Any, text: str) -> ListItem:
    return ListItem(page.title, page.url or "", text)
