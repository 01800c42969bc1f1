"""Facts that were read from a text, with where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from library_plans.choices import DecisionBody, DecisionKind, EditionVariant, PlanKind

FIRST_PAGES = 5  # where plans tell what they are

Pages = Sequence[str]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text and its page, counted from 1."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggested(Generic[Value]):
    """A value, the page that it rests on, counted from 1, and the words there. In doubt when others stand there too."""

    value: Value
    page: int
    quote: str
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class SuggestedPeriod:
    """First and last day of a plan; `until_further_notice` when the text says that it has no end."""

    starts: date | None
    ends: date | None
    until_further_notice: bool = False


@dataclass(frozen=True, slots=True)
class SuggestedDecision:
    """A decision as the text tells it; `body_name` is that of a committee. `new_end` is that of an extension."""

    kind: DecisionKind
    decided_on: date
    body: DecisionBody | None = None
    body_name: str = ""
    section: str = ""
    dnr: str = ""
    new_end: date | None = None


@dataclass(frozen=True, slots=True)
class PlanSuggestion:
    """What a text says of a plan; None and no decisions where it says nothing that is sure enough."""

    kind: Suggested[PlanKind] | None
    variant: Suggested[EditionVariant]
    period: Suggested[SuggestedPeriod] | None
    decisions: tuple[Suggested[SuggestedDecision], ...]


def excerpt(pages: Pages, last: int = 0) -> list[Line]:
    """The lines of the first pages and of so many last ones, in order."""
    numbers = [number for number in range(1, len(pages) + 1) if number <= FIRST_PAGES or number > len(pages) - last]
    lines = [(number, " ".join(line.split())) for number in numbers for line in pages[number - 1].split("\n")]
    return [Line(number, text) for number, text in lines if text]
