"""The body, the paragraph, the reference number and the new last day of a decision, as documents write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library_plans.choices import DecisionBody
from library_plans.suggestions.types import Line

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
UNTIL = re.compile(
    r"(?:till och med|t\.?\s?o\.?\s?m\.?|\btill)(?: den| utgången av| årsskiftet| år)*\s*$", re.IGNORECASE
)


def find_body(text: str) -> tuple[DecisionBody | None, str]:
    """The body that is named first; a committee with its name."""
    found = [(match.start(), body, match[0]) for body, pattern in BODIES for match in pattern.finditer(_lowered(text))]
    if not found:
        return None, ""
    _at, body, name = min(found, key=lambda one: one[0])
    return body, name if body is DecisionBody.COMMITTEE else ""


def _lowered(text: str) -> str:
    """In small letters, but for abbreviations: KF is a body, and kf is none."""
    return " ".join(word if word.strip(".,:;()") in ("KF", "RF") else word.lower() for word in text.split(" "))


def common_dnr(lines: Sequence[Line]) -> str:
    """The reference number of the document, when it names just one."""
    numbers = {match[1] for line in lines for match in DNR.finditer(line.text)}
    return numbers.pop() if len(numbers) == 1 else ""


def section_text(match: re.Match[str] | None) -> str:
    """What `SECTION` has found, as the register writes it: "§ 61"; nothing of nothing."""
    return f"§ {match[1] or match[2]}" if match else ""
