"""Finds organisations and län that are named in a text, by any of their names, if need be without å, ä and ö."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from organisations.directory import OrganisationEntry, organisation_directory

WORD = re.compile(r"[^\W_]+(?:[-:][^\W_]+)*")
MAX_NAME_WORDS = 4  # words
# Words that say that a plan is asked for, and nothing of what it shall be about.
PLAN_WORDS = frozenset(
    "biblioteksplan biblioteksplanen biblioteksplaner biblioteksplanerna bibliotekplan bibliotekplaner "  # noqa: SIM905
    "skolbiblioteksplan plan planen planer planerna regional regionala regionalt kommunal kommunala kommun "
    "kommunen kommuner region regionen län länet bibliotek biblioteken i för från om alla gällande aktuell "
    "aktuella".split()
)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """What a name stands for: an owner, a county by its two-digit number, or (Skåne) a region with its county."""

    owner: OrganisationEntry | None
    county: str = ""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a text, with the offsets of its words, the last not included."""

    named: NamedPlace
    first: int
    end: int
    capital: bool

    @property
    def owner(self) -> OrganisationEntry | None:
        return self.named.owner

    @property
    def county(self) -> str:
        return self.named.county


NameIndex = Mapping[str, Sequence[NamedPlace]]


def find_names(text: str) -> list[NameMatch]:
    """Names from left to right, the longest at each place; folded letters only when nothing matches as written."""
    words = WORD.findall(text)
    known = organisation_directory()
    rows, counties = tuple(known), tuple(known.counties.items())
    return list(match_names(words, name_index(rows, counties, str.casefold), str.casefold)) or list(
        match_names(words, name_index(rows, counties, fold), fold)
    )


def match_names(words: Sequence[str], index: NameIndex, key: Callable[[str], str]) -> Iterator[NameMatch]:
    at = 0
    while at < len(words):
        lengths = range(min(MAX_NAME_WORDS, len(words) - at), 0, -1)
        end = next((at + length for length in lengths if key(" ".join(words[at : at + length])) in index), at)
        for named in index.get(key(" ".join(words[at:end])), ()):
            yield NameMatch(named, at, end, capital=words[at][0].isupper())
        at = max(end, at + 1)


@lru_cache(maxsize=4)
def name_index(
    known: tuple[OrganisationEntry, ...], counties: tuple[tuple[str, str], ...], key: Callable[[str], str]
) -> NameIndex:
    """Every name and its genitive, and the counties' names, by `key` of the name; made anew when a name changes."""
    index: dict[str, list[NamedPlace]] = defaultdict(list)
    for owner in known:
        named = NamedPlace(owner, "" if owner.is_municipality else owner.county_code)
        for name in {spelling for written in owner.all_names() for spelling in spellings(written)}:
            index[key(name)].append(named)
    for number, county in counties:
        index[key(county)] = [NamedPlace(None, number), *index.get(key(county), ())]
    return index


def spellings(name: str) -> tuple[str, ...]:
    """A name as its words are found in a text, and its genitive: Borås has none of its own."""
    plain = " ".join(WORD.findall(name))
    return (plain,) if plain[-1:].casefold() in ("s", "x", "z") else (plain, f"{plain}s")


def fold(text: str) -> str:
    """Lower case, without dots, rings and accents."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def remaining_words(text: str, found: Sequence[NameMatch]) -> list[str]:
    """The words besides owners and plans: empty when only an owner's page can be meant."""
    taken = {place for mention in found for place in range(mention.first, mention.end)}
    words = (word.casefold() for place, word in enumerate(WORD.findall(text)) if place not in taken)
    return [word for word in words if word not in PLAN_WORDS and not word.isdigit()]


def names_starting_with(text: str, limit: int) -> list[OrganisationEntry]:
    """Organisations with a name that starts with the text, in Swedish order, exact letters first; KB is left out."""
    known = sorted((row for row in organisation_directory() if row.county_code), key=lambda row: row.sort_key)
    written = [row for row in known if any(starts_with(name, text, str.casefold) for name in row.all_names())]
    loosely = [row for row in known if any(starts_with(name, text, fold) for name in row.all_names())]
    return list(dict.fromkeys([*written, *loosely]))[:limit]


def starts_with(name: str, text: str, key: Callable[[str], str]) -> bool:
    return key(name).startswith(key(text))
