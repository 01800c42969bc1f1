"""From when until when a plan says that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from content.written_dates import find_days
from library_plans.suggestions.types import Line, Suggested, SuggestedPeriod

STATED, IN_TITLE, IN_TEXT = 3, 2, 1
TITLE_LENGTH = 110  # characters
LONGEST = 12  # years; plans are written for three to eight
FIRST_YEAR = 1990

YEAR = r"(?:19|20)\d\d"
AND_WITH = r"t\.?\s?o\.?\s?m\.?"  # t.o.m., t o m
FROM_AND_WITH = r"fr\.?\s?o\.?\s?m\.?"
UP_TO = rf"(?:[-–—]+|fram till|till(?: och med|\s{AND_WITH})?|{AND_WITH})(?: den)?"
YEARS = re.compile(rf"(?<![\w/:-])(?P<first>{YEAR})\s*(?:/|{UP_TO})\s*(?P<last>{YEAR}|\d\d)(?![\w/:-])", re.IGNORECASE)
BETWEEN = re.compile(rf"\s*{UP_TO}\s*", re.IGNORECASE)
HOLDS = re.compile(r"\b(?:gäller|gällande|giltig\w*|gälla|löper|avser|period\w*|planperiod\w*)\b", re.IGNORECASE)
FROM = re.compile(rf"\b(?:från(?: och med)?|{FROM_AND_WITH})(?: den)?\s*$", re.IGNORECASE)
UNTIL = re.compile(rf"(?:{UP_TO}|\bsenast)\s*$", re.IGNORECASE)
NO_END = re.compile(r"\b(?:tills ?vidare|tills (?:en )?ny)\b", re.IGNORECASE)
OF_ANOTHER = re.compile(
    r"\b(?:ersätt\w*|föregående|tidigare|förra|förlängd\w*|utvärdering|budget\w*|kulturplan\w*|strategi för|sfs)\b"
    r"|\bagenda 2030\b|\blag(?:en)? \(|\(\d{4}:\d+\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    weight: int
    period: SuggestedPeriod
    line: Line


def suggest_period(lines: Sequence[Line]) -> Suggested[SuggestedPeriod] | None:
    """The period that the text states most plainly: by days, in its title, else in running text.

    In doubt when the text states another one as plainly.
    """
    found = [one for line in lines for one in _periods(line)]
    if not found:
        return None
    best = max(found, key=lambda one: one.weight)  # the first of the plainest
    others = {one.period for one in found if one.weight == best.weight} - {best.period}
    return Suggested(best.period, best.line.page, best.line.text, in_doubt=bool(others))


def _periods(line: Line) -> Iterator[_Found]:
    if OF_ANOTHER.search(line.text):
        return
    stated = _stated(line.text)
    if stated:
        yield _Found(STATED, stated, line)
        return
    weight = IN_TITLE if len(line.text) <= TITLE_LENGTH and line.page <= 2 and "plan" in line.text.lower() else IN_TEXT
    for match in YEARS.finditer(line.text):
        period = _of_years(int(match["first"]), match["last"])
        if period and (weight == IN_TITLE or HOLDS.search(line.text[: match.start()])):
            yield _Found(weight, period, line)


def _stated(text: str) -> SuggestedPeriod | None:
    """The period of a line that says by days from when or until when something holds."""
    holds = HOLDS.search(text)
    if not holds:
        return None
    days = [found for found in find_days(text) if found[1] > holds.start()]
    if len(days) >= 2 and BETWEEN.fullmatch(text[days[0][2] : days[1][1]]) and days[0][0] <= days[1][0]:
        return SuggestedPeriod(days[0][0], days[1][0])
    if not days:
        return None
    day, begins, _ends = days[0]
    if UNTIL.search(text[:begins]) and not FROM.search(text[:begins]):
        return SuggestedPeriod(None, day)
    if FROM.search(text[:begins]):
        return SuggestedPeriod(day, None, until_further_notice=bool(NO_END.search(text)))
    return None


def _of_years(first: int, written: str) -> SuggestedPeriod | None:
    last = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
    if not (first >= FIRST_YEAR and first <= last < first + LONGEST):
        return None
    return SuggestedPeriod(date(first, 1, 1), date(last, 12, 31))
