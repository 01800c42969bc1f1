"""Suggests whose plan a file holds, from the organisations that its name and its first pages name. No database."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from library_plans.search_source.owner_names import WORD, fold, match_names, name_index
from organisations.directory import OrganisationDirectory, OrganisationEntry

IN_FILE_NAME, FULL_ON_FIRST_PAGE, FULL_LATER, BARE_ON_FIRST_PAGE, BARE_LATER = 4, 4, 2, 2, 1
NAMED_FIRST = 1  # besides, for the organisation that the text names before all others
EACH_MORE = 0.2  # for each further place, of which MAX_MORE count
MAX_MORE = 10
SURE = 3  # a lower score is shown, but not chosen beforehand
MAX_SUGGESTIONS = 3
QUOTE_MARGIN = 60  # characters on each side of the name
SEPARATORS = re.compile(r"[-_.+]+|%20")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an organisation is named: on a page, counted from 1, or in the name of the file (0)."""

    page: int
    before: str
    name: str
    after: str


@dataclass(frozen=True, slots=True)
class OwnerSuggestion:
    """An organisation with the first place of its strongest kind that names it, and how much speaks for it."""

    organisation: OrganisationEntry
    evidence: Evidence
    score: float


@dataclass(frozen=True, slots=True)
class Mention:
    organisation: OrganisationEntry
    evidence: Evidence
    weight: int


def suggest_owners(file_name: str, pages: Sequence[str], directory: OrganisationDirectory) -> list[OwnerSuggestion]:
    """The organisations that are most likely to own the plan, the likeliest first, at most three."""
    texts = [(0, SEPARATORS.sub(" ", file_name)), *enumerate(pages, start=1)]
    found = [mention for page, text in texts for mention in mentions(page, text, directory)]
    by_code: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        by_code[mention.organisation.code].append(mention)
    first = next((mention.organisation.code for mention in found if mention.evidence.page), "")
    weighed = [weigh(places, NAMED_FIRST if code == first else 0) for code, places in by_code.items()]
    return sorted(weighed, key=lambda suggestion: -suggestion.score)[:MAX_SUGGESTIONS]


def sure_owner(suggestions: Sequence[OwnerSuggestion]) -> OrganisationEntry | None:
    """The organisation that may be chosen beforehand: one that much speaks for, and more than for any other."""
    if not suggestions or suggestions[0].score < SURE:
        return None
    tied = len(suggestions) > 1 and suggestions[1].score == suggestions[0].score
    return None if tied else suggestions[0].organisation


def weigh(mentions: Sequence[Mention], bonus: int) -> OwnerSuggestion:
    """File name and text add up; further places add a little."""
    in_name = max((one.weight for one in mentions if not one.evidence.page), default=0)
    in_text = max((one.weight for one in mentions if one.evidence.page), default=0)
    strongest = max(mentions, key=lambda one: (bool(one.evidence.page), one.weight))
    more = min(len(mentions) - 1, MAX_MORE) * EACH_MORE
    return OwnerSuggestion(strongest.organisation, strongest.evidence, in_name + in_text + more + bonus)


def mentions(page: int, text: str, directory: OrganisationDirectory) -> Iterator[Mention]:
    """The municipalities and regions that a text names. On a page a name has a capital: Vara is also a verb."""
    key = str.casefold if page else fold
    spans = [word.span() for word in WORD.finditer(text)]
    words = [text[first:last] for first, last in spans]
    index = name_index(tuple(directory), tuple(directory.counties.items()), key)
    for match in match_names(words, index, key):
        if match.owner is None or not match.owner.county_code or (page and not match.capital):
            continue
        first, last = spans[match.first][0], spans[match.end - 1][1]
        is_full = match.end - match.first > 1 or "".join(words[match.end : match.end + 1]).startswith("kommun")
        yield Mention(match.owner, quote(page, text, first, last), weight(page, is_full))


def weight(page: int, is_full: bool) -> int:
    if page == 0:
        return IN_FILE_NAME
    if page == 1:
        return FULL_ON_FIRST_PAGE if is_full else BARE_ON_FIRST_PAGE
    return FULL_LATER if is_full else BARE_LATER


def quote(page: int, text: str, first: int, last: int) -> Evidence:
    """The name with some words around it."""
    before, after = text[max(0, first - QUOTE_MARGIN) : first], text[last : last + QUOTE_MARGIN]
    return Evidence(
        page,
        before.partition(" ")[2] if first > QUOTE_MARGIN else before,
        text[first:last],
        after.rpartition(" ")[0] if len(text) > last + QUOTE_MARGIN else after,
    )
