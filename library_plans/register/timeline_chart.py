"""Layout of an owner's plans on a time axis, in percent. Arithmetic only: no database, no markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

MIN_GAP = timedelta(days=45)
MAX_TICKS = 9
TICK_STEPS = (1, 2, 5, 10, 20)
MIN_LABEL_WIDTH = 6.0  # percent of the width
LONG_CHART_YEARS = 22


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """One plan as the chart needs it: `ends` is the last day as adopted, `extended_to` that of later decisions."""

    kind: str  # in words; one row of the chart each
    label: str  # "2016–2019"
    name: str  # the whole of it, for those who listen; begins with the label and the note, which stand in the bar
    url: str
    starts: date
    ends: date | None  # None: until further notice
    extended_to: date | None = None  # date.max: until a new plan
    note: str = ""
    in_force: bool = False
    draft: bool = False
    is_this_page: bool = False  # the plan whose page this is

    @property
    def last(self) -> date:
        """The last day drawn; `date.max` while no end is decided."""
        return max(self.ends or date.max, self.extended_to or date.min)


@dataclass(frozen=True, slots=True)
class AxisSpan:
    """A part of the axis in percent, formatted for SVG."""

    left: float
    width: float

    @property
    def x(self) -> str:
        return f"{self.left:.2f}%"

    @property
    def w(self) -> str:
        return f"{self.width:.2f}%"

    @property
    def end(self) -> str:
        return f"{self.left + self.width:.2f}%"

    @property
    def labelled(self) -> bool:
        return self.width >= MIN_LABEL_WIDTH


@dataclass(frozen=True, slots=True)
class ChartBar:
    plan: ChartPlan
    span: AxisSpan  # all of it
    extension: AxisSpan | None  # the part by extension, in percent of the bar
    open_ended: bool


@dataclass(frozen=True, slots=True)
class ChartRow:
    title: str
    bars: tuple[ChartBar, ...]
    gaps: tuple[AxisSpan, ...]


@dataclass(frozen=True, slots=True)
class TimelineChart:
    rows: tuple[ChartRow, ...] = ()
    ticks: tuple[tuple[str, int], ...] = ()  # place on the axis, year
    today: str = ""
    today_on_the_right: bool = False  # in the right half, where its word is written to the left
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """How far along the axis a day begins, in percent."""
        return 100 * (min(max(day, self.first), self.last) - self.first).days / (self.last - self.first).days

    def span(self, first: date, last: date) -> AxisSpan:
        left = self.place(first)
        return AxisSpan(left, self.place(day_after(last)) - left)

    def ticks(self) -> tuple[tuple[str, int], ...]:
        years = range(self.first.year, self.last.year + 1)
        step = next((step for step in TICK_STEPS if len(years) / step <= MAX_TICKS), TICK_STEPS[-1])
        marked = [year for year in years if year % step == 0 or step == 1]
        return tuple((f"{self.place(date(year, 1, 1)):.2f}%", year) for year in marked)


def day_after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def make_axis(plans: Sequence[ChartPlan], today: date) -> TimeAxis:
    """Whole years from the first start to the last end, today among them."""
    first = min(today, *(plan.starts for plan in plans))
    ends = [plan.last for plan in plans if plan.last < date.max]
    last = max(today, *(plan.starts for plan in plans), *ends)
    return TimeAxis(date(first.year, 1, 1), date(min(last.year, date.max.year - 1), 12, 31))


def make_chart(plans: Iterable[ChartPlan], today: date) -> TimelineChart:
    """The chart of an owner's plans; empty when none of them has a known start."""
    ordered = sorted(plans, key=lambda plan: (plan.starts, plan.last))
    if not ordered:
        return TimelineChart()
    axis = make_axis(ordered, today)
    by_kind = groupby(sorted(ordered, key=lambda plan: plan.kind), key=lambda plan: plan.kind)
    rows = sorted((make_row(title, tuple(own), axis) for title, own in by_kind), key=lambda row: -len(row.bars))
    place = axis.place(today)
    return TimelineChart(
        rows=tuple(rows),
        ticks=axis.ticks(),
        today=f"{place:.2f}%",
        today_on_the_right=place > 50,
        is_long=axis.last.year - axis.first.year >= LONG_CHART_YEARS,
    )


def make_row(title: str, plans: Sequence[ChartPlan], axis: TimeAxis) -> ChartRow:
    """The row of one kind of plan; a plan that a later one replaces is cut where that one begins."""
    bars: list[ChartBar] = []
    gaps: list[AxisSpan] = []
    covered_to: date | None = None
    for plan, following in zip(plans, [*plans[1:], None], strict=True):
        last = min(plan.last, following.starts - timedelta(days=1)) if following else plan.last
        last = max(last, plan.starts)
        if covered_to and plan.starts - covered_to > MIN_GAP:
            gaps.append(axis.span(day_after(covered_to), plan.starts - timedelta(days=1)))
        bars.append(make_bar(plan, last, axis))
        covered_to = max(covered_to or last, last)
    return ChartRow(title, tuple(bars), tuple(gaps))


def make_bar(plan: ChartPlan, last: date, axis: TimeAxis) -> ChartBar:
    whole = axis.span(plan.starts, last)
    extension = None
    if plan.extended_to and plan.ends and last > plan.ends and whole.width:
        part = axis.span(day_after(plan.ends), last)
        extension = AxisSpan(100 - 100 * part.width / whole.width, 100 * part.width / whole.width)
    return ChartBar(plan, whole, extension, open_ended=last == date.max)
