"""The decisions about a plan that its own text tells: "Antagen av kommunfullmäktige 2024-05-13 § 61"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.written_dates import find_days
from library_plans.choices import DecisionBody, DecisionKind
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
NO_NUMBER = r"(?! ?\d{4}(?!-\d\d-\d\d\b)[/:-]\d)"  # KF 2018/1092 is a reference number, KF 2018-10-16 a decision
BODIES = (
    (
        DecisionBody.MUNICIPAL_COUNCIL,
        re.compile(rf"\b(?:kommun|stads)?fullmäktige\b|\bkommunens fullmäktige\b|\bKF\b{NO_NUMBER}"),
    ),
    (DecisionBody.REGIONAL_COUNCIL, re.compile(rf"\b(?:region|landstings)fullmäktige\b|\bRF\b{NO_NUMBER}")),
    (DecisionBody.MUNICIPAL_BOARD, re.compile(r"\bkommunstyrelsen?\b")),
    (DecisionBody.REGIONAL_BOARD, re.compile(r"\b(?:region|landstings)styrelsen?\b")),
    (DecisionBody.ASSOCIATION_BOARD, re.compile(r"\b(?:förbunds)?direktion(?:en)?\b")),
    (DecisionBody.COMMITTEE, re.compile(r"\b(?:[a-zåäöé]+-(?:,| och) )*[a-zåäöé]*(?:nämnd|utskott)(?:en|et)?\b")),
)
SECTION = re.compile(r"(?:§{1,2}|\bparagraf)\s*(\d+(?: ?[a-z]\b)?)|(?<![\d-])(\d+)\s*§(?!§|\s*\d)", re.IGNORECASE)
DNR = re.compile(
    r"\b(?i:dnr|diarienr|diarienummer|ärendenr|ärendenummer|d\.nr)\b[.:]?\s*"
    r"((?:[A-ZÅÄÖ][A-ZÅÄÖ-]*[ /]?)?(?:[A-ZÅÄÖ]*\d[\w/:.-]*\d))"
)
OF_ANOTHER = re.compile(
    r"\b(?:föregående|tidigare|förra|förutvarande|ersätter|\w*lagen|förordningen|riksdagen|regeringen|\w*budgeten)\b[^.]*$",
    re.IGNORECASE,
)
NOT_YET = re.compile(
    r"\b(?:ska|skall|bör|kan|kommer att|inför|planeras|innan|väntas|förväntas|måste)\b(?: \w+){0,4} *$", re.IGNORECASE
)
UNTIL = re.compile(r"(?:till|t\.?\s?o\.?\s?m)\D*$")
NEXT_LABEL = re.compile(
    r"(?:giltig|gäller|gällande|ersätter|dokumentansvarig|ansvarig|kontakt|version|senast)\b", re.IGNORECASE
)
ADOPTIONS = (DecisionKind.ADOPTION, DecisionKind.ADOPTION_AMENDED)


@dataclass(frozen=True, slots=True)
class _Statement:
    kind: str
    text: str
    line: Line
    is_short: bool


def suggest_decisions(lines: Sequence[Line]) -> tuple[Suggested[SuggestedDecision], ...]:
    """The decisions in order of date, each once; a statement without a date is none."""
    dnr = _common_dnr(lines)
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
    body, body_name = _body(text)
    if not days or (body is None and not statement.is_short):
        return None
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
        section=f"§ {section[1] or section[2]}" if section else "",
        dnr=own[1] if own else dnr if kind is DecisionKind.ADOPTION else "",
        new_end=new_end if kind is DecisionKind.EXTENSION else None,
    )


def _body(text: str) -> tuple[DecisionBody | None, str]:
    """The body that is named first; a committee with its name."""
    found = [(match.start(), body, match[0]) for body, pattern in BODIES for match in pattern.finditer(_lowered(text))]
    if not found:
        return None, ""
    _at, body, name = min(found, key=lambda one: one[0])
    return body, name if body is DecisionBody.COMMITTEE else ""


def _lowered(text: str) -> str:
    """In small letters, but for abbreviations: KF is a body, and kf is none."""
    return " ".join(word if word.strip(".,:;()") in ("KF", "RF") else word.lower() for word in text.split(" "))


def _common_dnr(lines: Sequence[Line]) -> str:
    """The reference number of the document, when it names just one."""
    numbers = {match[1] for line in lines for match in DNR.finditer(line.text)}
    return numbers.pop() if len(numbers) == 1 else ""


def _fullness(decision: SuggestedDecision) -> int:
    return sum(map(bool, (decision.body, decision.section, decision.dnr)))
