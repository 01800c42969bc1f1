"""Where the generations of an owner's plans stand on a time axis. Arithmetic only: no database, no markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

SHORTEST_GAP = timedelta(days=45)
MOST_TICKS = 9
STEPS = (1, 2, 5, 10, 20)
LABEL_FITS_FROM = 6.0  # percent of the width
LONG_FROM_YEARS = 22


@dataclass(frozen=True, slots=True)
class Generation:
    """One plan as the strip needs it: `ends` is the last day as adopted, `extended_to` that of later decisions."""

    lane: str  # what kind of plan; one line of the strip each
    label: str  # "2016–2019"
    name: str  # the whole of it, for those who listen
    url: str
    starts: date
    ends: date | None  # None: until further notice
    extended_to: date | None = None  # date.max: until a new plan
    note: str = ""
    in_force: bool = False
    draft: bool = False
    here: bool = False  # the plan whose page this is

    @property
    def last(self) -> date:
        """The last day drawn; `date.max` while no end is decided."""
        return max(self.ends or date.max, self.extended_to or date.min)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the axis in percent, written with a point as SVG wants it."""

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
        return self.width >= LABEL_FITS_FROM


@dataclass(frozen=True, slots=True)
class Bar:
    generation: Generation
    span: Span  # all of it
    extension: Span | None  # the part by extension, in percent of the bar
    open_ended: bool


@dataclass(frozen=True, slots=True)
class Lane:
    title: str
    bars: tuple[Bar, ...]
    gaps: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    lanes: tuple[Lane, ...] = ()
    ticks: tuple[tuple[str, int], ...] = ()  # place on the axis, year
    today: str = ""
    today_late: bool = False  # in the right half, where its word is written to the left
    long: bool = field(default=False)


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """How far along the axis a day begins, in percent."""
        return 100 * (min(max(day, self.first), self.last) - self.first).days / (self.last - self.first).days

    def span(self, first: date, last: date) -> Span:
        left = self.place(first)
        return Span(left, self.place(after(last)) - left)

    def ticks(self) -> tuple[tuple[str, int], ...]:
        years = range(self.first.year, self.last.year + 1)
        step = next((step for step in STEPS if len(years) / step <= MOST_TICKS), STEPS[-1])
        marked = [year for year in years if year % step == 0 or step == 1]
        return tuple((f"{self.place(date(year, 1, 1)):.2f}%", year) for year in marked)


def after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def axis_of(generations: Sequence[Generation], today: date) -> Axis:
    """Whole years from the first start to the last end, today among them."""
    first = min(today, *(generation.starts for generation in generations))
    ends = [generation.last for generation in generations if generation.last < date.max]
    last = max(today, *(generation.starts for generation in generations), *ends)
    return Axis(date(first.year, 1, 1), date(min(last.year, date.max.year - 1), 12, 31))


def draw(generations: Iterable[Generation], today: date) -> Strip:
    """The strip of an owner's plans; empty when none of them has a known start."""
    ordered = sorted(generations, key=lambda generation: (generation.starts, generation.last))
    if not ordered:
        return Strip()
    axis = axis_of(ordered, today)
    by_lane = groupby(sorted(ordered, key=lambda generation: generation.lane), key=lambda generation: generation.lane)
    lanes = sorted((lane(title, tuple(own), axis) for title, own in by_lane), key=lambda row: -len(row.bars))
    place = axis.place(today)
    return Strip(
        lanes=tuple(lanes),
        ticks=axis.ticks(),
        today=f"{place:.2f}%",
        today_late=place > 50,
        long=axis.last.year - axis.first.year >= LONG_FROM_YEARS,
    )


def lane(title: str, generations: Sequence[Generation], axis: Axis) -> Lane:
    """One kind of plan; a plan that a later one replaces is cut where that one begins."""
    bars: list[Bar] = []
    gaps: list[Span] = []
    covered_to: date | None = None
    for generation, following in zip(generations, [*generations[1:], None], strict=True):
        last = min(generation.last, following.starts - timedelta(days=1)) if following else generation.last
        last = max(last, generation.starts)
        if covered_to and generation.starts - covered_to > SHORTEST_GAP:
            gaps.append(axis.span(after(covered_to), generation.starts - timedelta(days=1)))
        bars.append(bar(generation, last, axis))
        covered_to = max(covered_to or last, last)
    return Lane(title, tuple(bars), tuple(gaps))


def bar(generation: Generation, last: date, axis: Axis) -> Bar:
    whole = axis.span(generation.starts, last)
    extension = None
    if generation.extended_to and generation.ends and last > generation.ends and whole.width:
        part = axis.span(after(generation.ends), last)
        extension = Span(100 - 100 * part.width / whole.width, 100 * part.width / whole.width)
    return Bar(generation, whole, extension, open_ended=last == date.max)
