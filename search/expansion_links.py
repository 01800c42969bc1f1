"""Links that switch the expansions of a query on and off, on the results page and in the reader alike."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from search.search_url import SearchURL
from search.types import AnalysedQuery

SHOWN_EXPANSIONS = 5  # expansions that are not folded
EXPANSIONS_SIZE = 50_000  # characters of the links that switch expansions off


@dataclass(frozen=True, slots=True)
class Chip:
    """A property of the search with the link that changes it."""

    label: str
    url: str
    kind: str = ""  # of an expansion: "on", "off" (switched off) or "name" (a name that is searched as a word)
    name: str = ""  # of the filter


@dataclass(frozen=True, slots=True)
class ExpansionLinks:
    """The expansions, of which only the first are shown unfolded."""

    first: Sequence[Chip]
    rest: Sequence[Chip]


@dataclass(frozen=True, slots=True)
class MatchMode:
    """One of the ways to match words, with the link to it."""

    label: str
    url: str
    current: bool


def expansion_links(address: SearchURL, analysed: AnalysedQuery, names: Collection[str] = ()) -> ExpansionLinks:
    """Active expansions with the link that switches each off; what is switched off, with the link back.

    `names` are what the query names and would otherwise be filters.
    """
    added = [
        Chip(name, f"?{address.with_added('utan', name)}", "on")
        for name in analysed.expansions[: address.links_within(EXPANSIONS_SIZE)]
    ]
    off = [
        Chip(name, f"?{address.without_value('utan', name)}", "name" if name in names else "off")
        for name in sorted(address.values("utan"))
    ]
    return ExpansionLinks([*off, *added[:SHOWN_EXPANSIONS]], added[SHOWN_EXPANSIONS:])


def match_modes(address: SearchURL) -> list[MatchMode]:
    """The three ways to match words; a change of them forgets what was switched off."""
    options, bare = address.options(), address.without("exakt", "narliggande", "utan")
    exact, related = f"?{bare.with_value('exakt', '1')}", f"?{bare.with_value('narliggande', '1')}"
    return [
        MatchMode(gettext("exact words"), exact, options.exact),
        MatchMode(gettext("all forms and compounds"), f"?{bare}", not (options.exact or options.related)),
        MatchMode(gettext("related words too"), related, options.related),
    ]
