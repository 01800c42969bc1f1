"""Decisions on a plan as minutes tell them: "Kommunfullmäktige beslutar att förlänga biblioteksplanen"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from content.written_dates import find_days
from library_plans.choices import DecisionKind
from library_plans.suggestions.decision_terms import SECTION, UNTIL, common_dnr, find_body, section_text
from library_plans.suggestions.types import Line, Suggested, SuggestedDecision

LINES_OF_SENTENCE = 5  # at most

DECIDES = re.compile(
    r"\bbeslut(?:ar|ade|at)\b[^.]{0,60}?\b(?:"
    r"(?P<extension>förlänga|prolongera)|(?P<revision>revidera)|(?P<reaffirmation>aktualisera|aktualitetsförklara)"
    r"|(?P<revocation>upphäva)|(?P<adoption>anta|fastställa)"
    r")\b",
    re.IGNORECASE,
)
KINDS = {
    "extension": DecisionKind.EXTENSION,
    "revision": DecisionKind.REVISION,
    "reaffirmation": DecisionKind.REAFFIRMATION,
    "revocation": DecisionKind.REVOCATION,
    "adoption": DecisionKind.ADOPTION,
}
PLAN = re.compile(r"\bbibliotek\w*(?:plan|program|strategi)", re.IGNORECASE)
PROPOSED = re.compile(r"\b(?:föreslå\w*|förslag\w*|yrka\w*|hemställ\w*)\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"\.\s+(?=[A-ZÅÄÖ])")
MEETING = re.compile(r"\b(?:sammanträdes?(?:datum|dag)?|mötesdatum|protokoll)\b", re.IGNORECASE)
UNTIL_YEAR = re.compile(
    r"(?:till och med|t\.?\s?o\.?\s?m\.?|utgången av|\but)(?: utgången av)?(?: år(?:et)?)?\s+(20\d\d)\b(?!-)",
    re.IGNORECASE,
)


def suggest_minuted_decisions(lines: Sequence[Line]) -> Iterator[Suggested[SuggestedDecision]]:
    """What a meeting has decided on a library plan, each decision with the meeting's day and its paragraph.

    A proposal is none, nor is a decision of a meeting without a day, or an extension that does not say until when.
    """
    dnr = common_dnr(lines)
    for place, line in enumerate(lines):
        text = _joined(lines, place)
        match = DECIDES.search(text)
        if match is None or match.start() >= len(line.text):  # then it is found at a later line
            continue
        before, after = _sentence_around(text, match)
        day = _day_of_meeting(lines[: place + 1])
        if day is None or PROPOSED.search(before) or not PLAN.search(after):
            continue
        kind = next(kind for name, kind in KINDS.items() if match[name])
        new_end = _new_end(after) if kind is DecisionKind.EXTENSION else None
        if kind is DecisionKind.EXTENSION and new_end is None:
            continue
        body, body_name = find_body(before)
        section = section_text(_last_section(lines[: place + 1]))
        found = SuggestedDecision(kind, day, body, body_name, section, dnr, new_end)
        yield Suggested(found, line.page, f"{before}{match[0]}{after}".strip())


def _joined(lines: Sequence[Line], place: int) -> str:
    """A line and those after it on its page: a sentence goes on there."""
    following = lines[place : place + LINES_OF_SENTENCE]
    return " ".join(line.text for line in following if line.page == lines[place].page)


def _sentence_around(text: str, match: re.Match[str]) -> tuple[str, str]:
    """What stands before and after the verb in its sentence."""
    before = SENTENCE_END.split(text[: match.start()])[-1]
    return before, SENTENCE_END.split(text[match.end() :])[0]


def _day_of_meeting(lines: Sequence[Line]) -> date | None:
    """The day on the last line that names one as the meeting's, or on the line after it."""
    for place in reversed(range(len(lines))):
        if MEETING.search(lines[place].text):
            named = " ".join(line.text for line in lines[place : place + 2])
            days = [day for day, _begins, _ends in find_days(named)]
            if days:
                return days[0]
    return None


def _last_section(lines: Sequence[Line]) -> re.Match[str] | None:
    """The paragraph under which the last of the lines stands: paragraphs of minutes begin a line."""
    found = (SECTION.match(line.text) for line in reversed(lines))
    return next((match for match in found if match), None)


def _new_end(text: str) -> date | None:
    """The day after "till och med"; of a year alone its last one."""
    for day, begins, _ends in find_days(text):
        if UNTIL.search(text[:begins]):
            return day
    year = UNTIL_YEAR.search(text)
    return date(int(year[1]), 12, 31) if year else None
