"""What librarians, secretaries and journalists mean by what they write, and what they want to be shown.

Written before the search engine and without looking at it. A passage is named by its owner's code and words that
only it contains; it must be found in that owner's plans in the default scope. `wanted` must be among the pages found,
at least one of them without the words as written (another form, a compound, a synonym); `unwanted` looks alike but is
about something else, and must not be among the hits.
"""

from __future__ import annotations

from dataclasses import dataclass

Passage = tuple[str, str]  # owner's code, words of the passage


@dataclass(frozen=True, slots=True)
class PassageIntention:
    """A reader who looks for what plans say about something."""

    number: int  # in the list of forty, 0 for the extra ones
    query: str
    wanted: tuple[Passage, ...]
    unwanted: tuple[Passage, ...]
    related: tuple[Passage, ...] = ()  # found only when related words are searched too


@dataclass(frozen=True, slots=True)
class BestBetIntention:
    """A reader who looks for one page of the site: the first link above the hits leads there."""

    number: int
    query: str
    path: str  # of the first link
    parameters: tuple[tuple[str, str], ...] = ()  # those that its address must hold


@dataclass(frozen=True, slots=True)
class OtherSourceIntention:
    """A reader who looks for something that no plan holds."""

    number: int
    query: str
    app: str  # whose pages hold it
