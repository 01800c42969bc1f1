"""A search as an Atom feed (RFC 4287): the pages with hits in what came to the site last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape
from django.utils.translation import gettext as _

from content.calendars import channel_title
from content.control_characters import without_control_characters
from search.results import SearchResults
from search.types import GroupHit, PageHit, Result

MOST_RECORDS = 30
MOST_PAGES = 5  # of each group
OPEN_SEARCH = "http://a9.com/-/spec/opensearch/1.1/"


class SearchFeed(Atom1Feed):
    """An Atom feed with the number of all matching pages (OpenSearch 1.1); an empty one is dated by its day."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:opensearch": OPEN_SEARCH}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("opensearch:totalResults", str(self.feed["pages"]))

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else self.feed["day"]


def search_feed(results: SearchResults, absolute: Callable[[str], str]) -> SearchFeed:
    """At most five pages of each of the 30 records that came last; the counts are those of the page.

    A search without words lists what the filters find. `absolute` makes an address absolute.
    """
    form, term = results.form, results.source.record_term
    counted = results.counted_by(term)
    page = f"{reverse('search:results')}?{form.search_url}"
    feed = SearchFeed(
        title=channel_title(_("Search: %(words)s") % {"words": search_in_words(results)}),
        link=absolute(page),
        description=None,
        subtitle=_("%(found)s. Here are those that came to the site last.") % {"found": results.headline_of(counted)},
        language="sv",
        author_name=_("Träffpunkt biblioteksplaner"),
        feed_url=absolute(f"{reverse('search:results')}?{form.search_url.with_value('format', 'atom')}"),
        pages=counted.pages,
        day=timezone.make_aware(datetime.combine(form.on, time.min)),
    )
    add_entries(feed, results, counted, absolute)
    return feed


def search_in_words(results: SearchResults) -> str:
    """The words and the values of the filters; everything when there are none."""
    form = results.form
    parts = [form.cleaned_data["q"], *(chosen.value for chosen in form.active_filters)]
    return without_control_characters(", ".join(part for part in parts if part)) or _("all plans")


def add_entries(feed: SearchFeed, results: SearchResults, counted: Result, absolute: Callable[[str], str]) -> None:
    """Add the pages with hits, or without words the groups, the newest first."""
    groups, times = newest_groups(results, counted)
    facts = results.source.hydrate(groups, results.form.on, results.form.user)
    found = [hit for group in groups for hit in (group.hits or ((group,) if results.analysed.empty else ()))]
    order = {record: place for place, record in enumerate(times)}
    present = (hit for hit in found if hit.group in facts and hit.record in times)  # the index may be behind
    for hit in sorted(present, key=lambda hit: order[hit.record]):
        entry = results.source.feed_entry(hit, facts[hit.group])
        line = results.result_hit(hit, facts[hit.group]) if isinstance(hit, PageHit) else None
        feed.add_item(
            title=without_control_characters(entry.title),
            link=absolute(line.url if line else entry.url),
            description=without_control_characters(line.snippet if line else escape(entry.title)),
            unique_id=get_tag_uri(absolute(entry.url), times[hit.record]),
            pubdate=times[hit.record],
            updateddate=times[hit.record],
        )


def newest_groups(results: SearchResults, counted: Result) -> tuple[Sequence[GroupHit], Mapping[str, datetime]]:
    """The groups of the records that came last, and the time of each record, the newest first."""
    if results.wordless:
        return (), {}
    source, term = results.source, results.source.record_term
    query = replace(results.query, facets=(), sort="newest", offset=0, limit=MOST_RECORDS, hits_per_group=MOST_PAGES)
    if not term:
        groups = results.engine.search(query).groups
        return groups, source.newest({group.record for group in groups}, MOST_RECORDS)
    matching = counted.facets[term].keys() & (query.filters.get(term) or counted.facets[term].keys())
    times = source.newest(matching, MOST_RECORDS)
    if not times:
        return (), {}
    return results.engine.search(replace(query, filters={**query.filters, term: frozenset(times)})).groups, times
