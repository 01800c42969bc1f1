"""The rule by which plans are counted, with its name and version."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CountingRule:
    """How long a plan is *aktuell*, in calendar years: KB's measure is made once a year, in December.

    `version` names all that `library_plans.rules` says, not these figures alone: stored periods carry it, and those of
    another version are out of date. Raise it with every change that gives some plan another status or explanation.
    """

    name: str
    version: int
    grace_years: int  # after the year in which the plan ends
    open_years: int  # after the year in which a plan without an end began
    source: str


# KB counts plans that ended at most two years back. How it treats plans without an end is not published;
# the three years are those of its measure of 2015.
KB_2021 = CountingRule(
    name="KB 2021",
    version=2,
    grace_years=2,
    open_years=3,
    source="https://kb.se/samverkan-och-utveckling/biblioteksutveckling/biblioteksplaner.html",
)
