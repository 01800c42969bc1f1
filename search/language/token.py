"""A token: one word of a text as it is indexed, compared and marked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One token with its place in the original text: `text[start:end]` is what is marked."""

    start: int
    end: int
    exact: str
    stem: str
    parts: tuple[str, ...] = ()
