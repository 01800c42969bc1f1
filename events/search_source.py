"""Events in the search, with their programmes and transcripts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from content.visibility import public_pages
from events.choices import EventKind
from events.filters import upcoming_first
from events.models import EventPage, ProgrammeItem
from events.recordings.pages import segments_by_item
from organisations.directory import organisation_directory
from search.page_source import PageFilter, PageSource
from search.sources import BestBet, Filter

NAME = re.compile(r"\btr[äa]ffpunkt(?:en|er|erna|s|ens)?\b", re.IGNORECASE)


def kinds() -> Mapping[str, str]:
    return {kind.value: capfirst(str(kind.label)) for kind in EventKind}


def years() -> Mapping[str, str]:
    """The years with events, the newest first."""
    dates = EventPage.objects.dates("starts", "year", order="DESC")
    return {str(day.year): str(day.year) for day in dates}


def counties() -> Mapping[str, str]:
    return organisation_directory().counties


class EventSource(PageSource):
    """Implements `search.sources.Source`."""

    def prepare(self, pages: Sequence[EventPage]) -> None:
        """Load the programmes and transcripts of all the pages with two queries."""
        items = list(ProgrammeItem.objects.filter(page__in=[page.pk for page in pages]))
        transcripts = segments_by_item([item for item in items if item.transcript_id])
        for page in pages:
            page.programme_items = [item for item in items if item.page_id == page.pk]
            page.transcripts = transcripts

    def best_bets(self, text: str, on: date) -> Sequence[BestBet]:
        """The next event, or the latest, where the query asks for Träffpunkt; shown above the plans too."""
        if not NAME.search(text):
            return []
        events = upcoming_first(public_pages(EventPage.objects.all()))[:1]
        return [BestBet("event", event.title, event.get_url() or "", str(self.label)) for event in events]


SOURCE = EventSource(
    "traffpunkt",
    _("Events"),
    EventPage,
    filters=[
        PageFilter(Filter("form", _("Form")), lambda event: [event.kind], kinds),  # type: ignore[arg-type]
        PageFilter(Filter("lan", _("County")), attrgetter("organisation_counties"), counties),  # type: ignore[arg-type]
        PageFilter(
            Filter("ar", _("Year")),  # type: ignore[arg-type]
            lambda event: [str(timezone.localtime(event.starts).year)],
            years,
        ),
    ],
)
