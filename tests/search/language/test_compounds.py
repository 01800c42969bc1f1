"""Splitting is compared with words of real plans that were split by hand; known differences are listed here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from search.language import split

KNOWN_FAILURES = {
    "armlängdsprincipen": ("armlängds", "principen"),
    "glesbygdsområde": ("glesbygds", "område"),
}


def gold() -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in Path(__file__).with_name("compounds.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, _, parts = line.partition("=") if "=" in line else (line.replace("+", ""), "", line)
            yield word, tuple(parts.split("+")) if parts else ()


def test_compounds_are_split_as_by_hand() -> None:
    assert {word: split(word) for word, parts in gold() if split(word) != parts} == KNOWN_FAILURES


def test_enough_words_were_labelled() -> None:
    assert len(dict(gold())) >= 390


def test_unknown_words_are_not_split() -> None:
    assert [split(word) for word in ("", "a", "12345678", "skol bibliotek", "x" * 500)] == [()] * 5
