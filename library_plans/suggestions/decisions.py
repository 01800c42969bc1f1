"""The decisions about a plan that its own text tells: "Antagen av kommunfullmäktige 2024-05-13 § 61"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.written_dates import find_days
from library_plans.choices import DecisionKind
from library_plans.suggestions.decision_terms import DNR, SECTION, UNTIL, common_dnr, find_body, section_text
from library_plans.suggestions.types import Line, Suggested, SuggestedDecision

LONGEST = 220  # characters from the verb to the end of what belongs to it
SHORT_LINE = 110  # characters; on such a line, and in the cells after it, no body need be named
LINES_AFTER = 4  # short lines that may go on with date, paragraph and reference number

VERBS = re.compile(
    r"\b(?:"
    r"(?P<extension>förläng(?:d|des|ts|ning)|prolonger\w+)"
    r"|(?P<reaffirmation>aktualiser(?:ad|ades|ats)|aktualitetsprövad)"
    r"|(?P<revision>revider(?:ad|ades|ats)|senast ändrad)"
    r"|(?P<revocation>upphäv(?:d|des|ts))"
    r"|(?P<referred>återremitter(?:ad|ades|ats))"
    r"|(?P<consultation>(?:sänd|skickad|utsänd|ute) på remiss|remitter(?:ad|ades|ats))"
    r"|(?P<adoption>anta(?:gen|gits|gna|gandedatum)|antogs|fastställ(?:d|des|ts|elsedatum|ande)"
    r"|beslut(?:ad|ades|ats|at|sdatum|sinstans|ande organ|sfattare)?|godkän(?:d|des|ts))"
    r")\b",
    re.IGNORECASE,
)
KINDS = {
    "extension": DecisionKind.EXTENSION,
    "reaffirmation": DecisionKind.REAFFIRMATION,
    "revision": DecisionKind.REVISION,
    "revocation": DecisionKind.REVOCATION,
    "referred": DecisionKind.REFERRED_BACK,
    "consultation": DecisionKind.CONSULTATION,
    "adoption": DecisionKind.ADOPTION,
}
AMENDED = re.compile(r"\bmed (?:\w+ ){0,2}ändring", re.IGNORECASE)
OF_ANOTHER = re.compile(
    r"\b(?:föregående|tidigare|förra|förutvarande|ersätter|\w*lagen|förordningen|riksdagen|regeringen|\w*budgeten)\b[^.]*$",
    re.IGNORECASE,
)
NOT_YET = re.compile(
    r"\b(?:ska|skall|bör|kan|kommer att|inför|planeras|innan|väntas|förväntas|måste)\b(?: \w+){0,4} *$", re.IGNORECASE
)
NEXT_LABEL = re.compile(
    r"(?:giltig|gäller|gällande|ersätter|dokumentansvarig|ansvarig|kontakt|version|senast)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Statement:
    kind: str
    text: str
    line: Line
    is_short: bool


def suggest_decisions(lines: Sequence[Line]) -> tuple[Suggested[SuggestedDecision], ...]:
    """The decisions in order of date, each once; a statement without a date is none."""
    dnr = common_dnr(lines)
    found: dict[tuple[object, object], Suggested[SuggestedDecision]] = {}
    for statement in _statements(lines):
        decision = _decision(statement, dnr)
        if decision is None:
            continue
        key = (
            decision.kind in (DecisionKind.ADOPTION_AMENDED, DecisionKind.ADOPTION) or decision.kind,
            decision.decided_on,
        )
        if key not in found or _fullness(decision) > _fullness(found[key].value):
            found[key] = Suggested(decision, statement.line.page, statement.text)
    return tuple(sorted(found.values(), key=lambda one: one.value.decided_on))


def _statements(lines: Sequence[Line]) -> Iterator[_Statement]:
    """Each verb of decision with the words that belong to it, on its line and on the short ones after it."""
    for place, line in enumerate(lines):
        matches = list(VERBS.finditer(line.text))
        for number, match in enumerate(matches):
            before = line.text[: match.start()]
            if NOT_YET.search(before) or OF_ANOTHER.search(before):
                continue
            is_last = number == len(matches) - 1
            text = line.text[match.start() : None if is_last else matches[number + 1].start()]
            is_short = len(line.text) <= SHORT_LINE
            if is_last and is_short:
                text = " ".join([text, *_continuation(lines, place)])
            yield _Statement(str(match.lastgroup), text[:LONGEST], line, is_short)


def _continuation(lines: Sequence[Line], place: int) -> Iterator[str]:
    """The short lines after one, as of a table with date, paragraph and reference number, up to the next fact."""
    for line in lines[place + 1 : place + 1 + LINES_AFTER]:
        if line.page != lines[place].page or len(line.text) > SHORT_LINE:
            return
        if VERBS.match(line.text) or NEXT_LABEL.match(line.text):
            return
        yield line.text


def _decision(statement: _Statement, dnr: str) -> SuggestedDecision | None:
    text = statement.text
    days = list(find_days(text))
    body, body_name = find_body(text)
    if not days or (body is None and not statement.is_short) or UNTIL.search(text[: days[0][1]]):
        return None  # without a day of its own: a first day after "till och med" is an end
    kind = KINDS[statement.kind]
    new_end = next(
        (day for day, begins, _end in days[1:] if re.search(r"(?:till|t\.?\s?o\.?\s?m)\D*$", text[:begins])), None
    )
    if kind is DecisionKind.EXTENSION and new_end is None:
        return None  # an extension that does not say until when cannot be registered
    if kind is DecisionKind.ADOPTION and AMENDED.search(text):
        kind = DecisionKind.ADOPTION_AMENDED
    section = SECTION.search(text)
    own = DNR.search(text)
    return SuggestedDecision(
        kind=kind,
        decided_on=days[0][0],
        body=body,
        body_name=body_name,
        section=section_text(section),
        dnr=own[1] if own else dnr if kind is DecisionKind.ADOPTION else "",
        new_end=new_end if kind is DecisionKind.EXTENSION else None,
    )


def _fullness(decision: SuggestedDecision) -> int:
    return sum(map(bool, (decision.body, decision.section, decision.dnr)))
