"""The owners and counties that a query names, as values of the filters `kommun` and `lan`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from library_plans.search_source.owner_names import WORD, NameMatch, find_names
from search.language import is_ordinary_word
from search.types import NamedFilter


def named_filters(text: str) -> list[NamedFilter]:
    """Owners and counties that are surely meant, from left to right: a region stands for its county."""
    words = list(WORD.finditer(text))
    found = []
    for first, matches in groupby(find_names(text), attrgetter("first")):
        mentions = list(matches)
        end = mentions[0].end
        written = text[words[first].start() : words[end - 1].end()]
        name, value = _filter(mentions)
        if value and (name == "lan" or _is_surely_name(written, first)):
            found.append(NamedFilter(name, value, written, words[first].start(), words[end - 1].end()))
    return found


def words_of_names(text: str) -> frozenset[str]:
    """The words in lower case that stand in the name of an owner or a county."""
    words = WORD.findall(text)
    return frozenset(word.casefold() for match in find_names(text) for word in words[match.first : match.end])


def _filter(mentions: Sequence[NameMatch]) -> tuple[str, str]:
    """The filter and value of a name; a municipality comes before the county that has its name."""
    for mention in mentions:
        if mention.owner and mention.owner.is_municipality:
            return "kommun", mention.owner.code
    county = next((mention.county for mention in mentions if mention.county), "")
    return "lan", county


def _is_surely_name(written: str, place: int) -> bool:
    """Whether it cannot be a word: many names are (berg, mark, vara), and the first word has a capital anyway."""
    return (place > 0 and written[0].isupper()) or " " in written or not is_ordinary_word(written)
