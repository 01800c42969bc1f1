"""What sort of document a text is, by its title and by the short lines around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library_plans.choices import EditionVariant, PlanKind
from library_plans.suggestions.types import Line, Suggested

TITLE_LENGTH = 110  # characters; a longer line is running text
TITLE_PAGES = 2

KINDS = (  # the first that a title has
    (PlanKind.SUPPLEMENT, r"\b(?:tillägg|komplement|bilaga)\b.*plan"),
    (PlanKind.REGIONAL, r"\bregional\w*\s+biblioteks|\bregionbiblioteksplan|\blandsting\w*.*biblioteksplan"),
    (PlanKind.REGIONAL, r"\bbiblioteks(?:plan|strategi|program)\b.*\bregion(?:en)?\b|\bregion\b.*\bbiblioteksplan"),
    (PlanKind.MUNICIPAL, r"(?<!skol)\bbiblioteks(?:plan|program)(?:en)?\b"),
    (PlanKind.SCHOOL, r"\bskolbiblioteks(?:plan|program|strategi)|\bplan för (?:\w+ ){0,2}skolbibliotek"),
    (PlanKind.STRATEGY, r"\bbiblioteksstrategi|\bstrategi för (?:\w+ ){0,2}bibliotek"),
    (PlanKind.MUNICIPAL, r"\b\w*(?:plan|program) för (?:\w+ ){0,2}bibliotek(?:en|et|sverksamheten)?\b"),
    (PlanKind.CULTURE, r"\bkultur(?:miljö)?(?:plan|strategi|politisk)"),
)
VARIANTS = (
    (
        EditionVariant.CONSULTATION,
        r"\b(?:remiss|samråds)(?:version|utgåva|förslag|handling|upplaga)\w*|^(?:på )?remiss\b"
        r"|^(?:förslag|utkast)(?: till\b|$)",
    ),
    (EditionVariant.EASY, r"\blätt\s?läst|\blättlästa?\b|\bpå lätt svenska\b"),
    (EditionVariant.SHORT, r"\bkort(?:version|fattad)|^sammanfattning av\b"),
)


def suggest_kind(lines: Sequence[Line]) -> Suggested[PlanKind] | None:
    """The kind that the title tells: of the first short lines that name one, that of the earliest."""
    for line in _title_lines(lines):
        for kind, pattern in KINDS:
            if re.search(pattern, line.text, re.IGNORECASE):
                return Suggested(kind, line.page, line.text)
    return None


def suggest_variant(lines: Sequence[Line]) -> Suggested[EditionVariant]:
    """Adopted where no short line says otherwise; that rests on page 1 and quotes nothing."""
    for line in _title_lines(lines):
        for variant, pattern in VARIANTS:
            if re.search(pattern, line.text, re.IGNORECASE):
                return Suggested(variant, line.page, line.text)
    return Suggested(EditionVariant.ADOPTED, 1, "")


def _title_lines(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.page <= TITLE_PAGES and len(line.text) <= TITLE_LENGTH]
