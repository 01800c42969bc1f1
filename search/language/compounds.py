"""Swedish compounds: the cheapest way to read a word as parts that may stand where they stand.

The dictionary says which forms may begin, continue and end a compound; how many of its own compounds
a form begins or ends says how likely it is to do so in a word that the dictionary does not have.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path

from search.language.affixes import Use
from search.language.lexicon import lexicon, usage_of

_SHORTEST, _LONGEST = 6, 60  # letters of a compound


@lru_cache(maxsize=200_000)
def split(word: str) -> tuple[str, ...]:
    """The parts of a compound as they are written in it; nothing for a word that is none or is not understood."""
    if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
        return ()
    parts = _read(word, last=True)
    return parts if len(parts) > 1 else ()


def read_first(word: str) -> tuple[str, ...]:
    """The parts of a word that another part follows; itself where it has no parts."""
    return _read(word, last=False)


@lru_cache(maxsize=100_000)
def _read(word: str, last: bool) -> tuple[str, ...]:
    """The word in parts, each read again for parts of its own; `last` says whether the word's end ends the compound."""
    use = usage_of(word).use
    if use & Use.NAME or word in _whole():
        return (word,)
    known = not last or bool(use & Use.WORD)
    parts = _cheapest(word, last, limit=1.0 if known else 2.2)
    if len(parts) < 2:
        return (word,)
    return tuple(chunk for part in parts[:-1] for chunk in _read(part, last=False)) + _read(parts[-1], last=last)


def _cheapest(word: str, last: bool, limit: float) -> tuple[str, ...]:
    """The split in two or more parts that costs least; nothing above `limit` beyond one for each part."""
    length = len(word)
    best: list[tuple[float, tuple[str, ...]] | None] = [None] * (length + 1)
    best[0] = (0.0, ())
    for end in range(2, length + 1):
        for start in range(0 if end < length else 1, end - 1):
            before = best[start]
            if before is None:
                continue
            cost = _end_cost(word[start:end]) if last and end == length else _head_cost(word[start:end], start == 0)
            if cost is None:
                continue
            current = best[end]
            if current is None or before[0] + cost < current[0]:
                best[end] = (before[0] + cost, (*before[1], word[start:end]))
    found = best[length]
    if found is None or found[0] > len(found[1]) + limit:
        return ()
    return found[1]


@lru_cache(maxsize=100_000)
def _head_cost(part: str, first: bool) -> float | None:
    """What a part costs that another follows; None where it cannot stand."""
    if part in _words("heads") or part in _whole():
        return 1.0
    if len(part) < 3 or part in _words("prefixes"):
        return None
    usage = usage_of(part)
    if usage.use & (Use.BEGIN if first else Use.BEGIN | Use.MIDDLE):
        return 1.0 + _rarity(part, usage.heads)
    if usage.use & Use.WORD and usage.heads >= 4:
        return 1.6 + _rarity(part, usage.heads)
    if part.endswith("s") and (part[:-1] in _words("tails") or (len(part) > 4 and usage_of(part[:-1]).use & Use.END)):
        return 1.5
    return None


@lru_cache(maxsize=100_000)
def _end_cost(part: str) -> float | None:
    """What a part costs that ends the compound; None where it cannot stand."""
    if len(part) < 2 or part in _words("endings"):
        return None
    if part in _words("tails") or part in _whole():
        return 1.0
    usage = usage_of(part)
    if not usage.use & (Use.END | Use.WORD) or (len(part) == 2 and usage.tails < 5):
        return None
    return (1.0 if usage.use & Use.END else 1.6) + _rarity(part, usage.tails)


def _rarity(part: str, seen: int) -> float:
    short = {2: 0.6, 3: 0.3}.get(len(part), 0.0)
    return short + max(0.0, 0.6 - 0.15 * seen) - 0.01 * seen


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_data()[name].split())


@cache
def _whole() -> frozenset[str]:
    """The words that stay whole, in all their forms."""
    known = lexicon()
    forms = {word + "s" for word in _words("whole")} | _words("whole")
    for word in _words("whole"):
        for entry in known.entries(word):
            forms |= set(known.forms(entry))
    return frozenset(forms)


@cache
def _data() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("parts.toml").read_text(encoding="utf-8"))
