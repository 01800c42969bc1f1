"""Events as Atom (RFC 4287)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from content.calendars import channel_title
from content.control_characters import without_control_characters
from events.calendar import title_with_state
from events.models import EventIndexPage, EventPage

MAX_ITEMS = 30


class EventFeed(Feed):
    """The most recently published events. The id of an entry stays the same when the event is moved or cancelled."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return channel_title(_("Träffpunkt biblioteksplaner: events"))

    def link(self) -> str:
        section = EventIndexPage.objects.live().first()
        return (section.get_url() if section else None) or "/"

    def author_name(self) -> str:
        return _("Träffpunkt biblioteksplaner")

    def items(self) -> Any:
        return EventPage.objects.visible_to(AnonymousUser()).order_by("-last_published_at", "-pk")[:MAX_ITEMS]

    def item_title(self, item: EventPage) -> str:
        return title_with_state(item)

    def item_description(self, item: EventPage) -> str:
        """Text as HTML, which is what the feed calls it."""
        text = " ".join(part for part in (item.reason, item.summary) if part)
        return escape(without_control_characters(text))

    def item_link(self, item: EventPage) -> str:
        return item.get_url() or ""

    def item_guid(self, item: EventPage) -> str:
        return item.translation_key.urn

    def item_pubdate(self, item: EventPage) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: EventPage) -> datetime | None:
        return item.last_published_at
