"""The plans of one county: its municipalities and its region, with those that end next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from library_plans.choices import IN_FORCE_CODES
from library_plans.querysets import StatusPeriodQuerySet
from library_plans.register.counts import register_counts, summary_text
from library_plans.register.coverage import CoverageRow, coverage_rows, owner_periods_on

NEXT_EXPIRIES = 5


@dataclass(frozen=True)
class CountyPlans:
    """The owners of a county, by its two digits, as they stand on a day: three queries."""

    county: str
    on: date

    @property
    def periods(self) -> StatusPeriodQuerySet:
        return owner_periods_on(self.on).filter(organisation__county_code=self.county)

    @cached_property
    def rows(self) -> Sequence[CoverageRow]:
        """A row for each owner in each role, the region first."""
        return coverage_rows(self.periods, self.on)

    @property
    def summary(self) -> str:
        return summary_text(register_counts(self.on, self.county))

    @property
    def next_expiries(self) -> Sequence[CoverageRow]:
        """The plans in force that end first."""
        return expiries(self.rows)[:NEXT_EXPIRIES]


def county_expiries(county: str, on: date) -> list[CoverageRow]:
    """Every plan in force in a county whose last day is known, in order of that day."""
    return expiries(coverage_rows(CountyPlans(county, on).periods.filter(code__in=IN_FORCE_CODES), on))


def expiries(rows: Sequence[CoverageRow]) -> list[CoverageRow]:
    """The rows with a plan in force that has a last day, in order of that day; a plan that several own stands once."""
    ending = {row.status.plan: row for row in reversed(rows) if row.status.in_force and row.last_day}
    return sorted(ending.values(), key=lambda row: (row.last_day or date.max, row.organisation.display_name))
