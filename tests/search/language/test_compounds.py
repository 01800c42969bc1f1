"""Splitting is compared with words of real plans that were split by hand; known differences are listed here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from search.language import split

KNOWN_FAILURES = {
    "armlängdsprincipen": ("armlängds", "principen"),
    "glesbygdsområde": ("glesbygds", "område"),
}


def gold(name: str = "compounds.txt") -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, _, parts = line.partition("=") if "=" in line else (line.replace("+", ""), "", line)
            yield word, tuple(parts.split("+")) if "+" in parts else ()


def test_compounds_are_split_as_by_hand() -> None:
    assert {word: split(word) for word, parts in gold() if split(word) != parts} == KNOWN_FAILURES


def test_parts_of_words_that_were_drawn_at_random() -> None:
    """Of the true parts of 235 compounds nearly all are found; of what is found nearly all are true parts."""
    words = dict(gold("statute_compounds.txt"))
    true = {(word, part) for word, parts in words.items() for part in parts}
    found = {(word, part) for word in words for part in split(word)}

    assert sum(map(bool, words.values())) >= 230
    assert len(true & found) / len(true) >= 0.93
    assert len(found - true) / len(found) <= 0.02


def test_enough_words_were_labelled() -> None:
    assert len(dict(gold())) >= 390


def test_unknown_words_are_not_split() -> None:
    assert [split(word) for word in ("", "a", "12345678", "skol bibliotek", "x" * 500)] == [()] * 5
