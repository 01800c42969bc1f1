"""Swedish compounds: the cheapest way to read a word as parts that the dictionary allows in those places."""

from __future__ import annotations

from functools import lru_cache

from search.language.affixes import Use
from search.language.lexicon import use_of


@lru_cache(maxsize=200_000)
def split(word: str) -> tuple[str, ...]:
    """The parts of a compound as they are written in it; nothing for a word that is none or is not understood."""
    if len(word) < 6 or not word.isalpha():
        return ()
    best: list[tuple[float, tuple[str, ...]] | None] = [None] * (len(word) + 1)
    best[0] = (0.0, ())
    for end in range(2, len(word) + 1):
        for start in range(0, end - 1):
            before = best[start]
            if before is None:
                continue
            cost = _cost(word[start:end], start == 0, end == len(word))
            if cost is None:
                continue
            total = before[0] + cost
            current = best[end]
            if current is None or total < current[0]:
                best[end] = (total, (*before[1], word[start:end]))
    found = best[len(word)]
    return found[1] if found and len(found[1]) > 1 else ()


def _cost(part: str, first: bool, last: bool) -> float | None:
    use = use_of(part)
    if first and last:
        return 1.5 if use & Use.WORD else None
    wanted = Use.END if last else Use.BEGIN if first else Use.MIDDLE | Use.BEGIN
    if not use & wanted:
        return None
    return 1.0 + max(0, 4 - len(part))
