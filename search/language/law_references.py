"""References to sections of acts, read before words are: `5 §` is one token and never meets "15 §" or a page number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LIBRARY_ACT = "BL"
LAST_SECTION = 18  # of bibliotekslagen (2013:801) as amended by SFS 2023:355

ACTS = {
    "bibliotekslag": LIBRARY_ACT,
    "bibl.lag": LIBRARY_ACT,
    "2013:801": LIBRARY_ACT,
    "skollag": "SkolL",
    "2010:800": "SkolL",
    "minoritetslag": "MinL",
    "2009:724": "MinL",
    "språklag": "SpråkL",
    "2009:600": "SpråkL",
    "diskrimineringslag": "DiskL",
    "2008:567": "DiskL",
    "kommunallag": "KL",
    "2017:725": "KL",
    "förvaltningslag": "FL",
    "2017:900": "FL",
    "dos-lag": "DOS",
    "2018:1937": "DOS",
    "pliktexemplarslag": "PliktL",
    "offentlighets- och sekretesslag": "OSL",
    "2009:400": "OSL",
    "osl": "OSL",
    "bl": LIBRARY_ACT,
    "tryckfrihetsförordning": "TF",
    "tf": "TF",
    "regeringsform": "RF",
    "2012:492": "EPliktL",
}

_SECTION = r"\d{1,3}(?:\s?[a-h](?![^\W\d_]))?"
_LIST = rf"{_SECTION}(?:\s?[-–,]\s?{_SECTION}|\s?(?:och|eller|samt)\s{_SECTION}){{0,20}}"
_CHAPTER = r"(?:(?P<chapter>\d{1,2}\s?[a-h]?)\s?kap\.?\s?)?"
_REFERENCE = re.compile(
    rf"(?<![\d:/.,-])(?:{_CHAPTER}(?P<before>{_LIST})\s?§{{1,2}}|(?:§{{1,2}})\s?(?P<after>{_LIST}))(?![\d/])",
)
_NUMBER = re.compile(r"\d{1,3}(?:\s?[a-h](?![^\W\d_]))?")
_RANGE = re.compile(r"(\d{1,3})\s?[-–]\s?(\d{1,3})(?!\s?[a-h]\b)")
_ACT = (
    r"(?<![^\W_])(?:lag(?:en)? \()?(?P<act>\d{4}:\d{1,4}|offentlighets- och sekretesslag|dos-lag|bibl\.\s?lag"
    r"|[^\W\d_]{0,40}?(?:lag|förordning|regeringsform|balk)|(?-i:BL|OSL|TF))(?:ens?|s|n|ns)?(?![^\W\d_])"
)
_NAMED_ACT = re.compile(_ACT, re.IGNORECASE)
_ACT_BEFORE = re.compile(_ACT + r"(?:\s?\((?:sfs )?\d{4}:\d+\))?[\s,:]*$", re.IGNORECASE)
_ACT_BEHIND = re.compile(
    r"[\s,(]{0,3}(?:(?:i|av|ur|enligt|första|andra|tredje|fjärde|stycket|st|punkten|p|den|nya)\W{1,2}){0,6}" + _ACT,
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"(?:\b(?:kf|ks|rf|rs|fullmäktiges?|styrelsens?|nämndens?|utskottets?|beslut(?:ade|at)?|protokoll|antagen|antaget"
    r"|dnr|sammanträde)|\w+(?:fullmäktige|styrelsen|nämnden|utskottet)|\d{4}-\d{2}-\d{2})[\s,.:()]*(?:[\d-]+[\s,]*)?$",
    re.IGNORECASE,
)
_AROUND = 60  # characters on either side in which the act may be named


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference with where it stands; `tokens` are one for each section it names."""

    start: int
    end: int
    tokens: tuple[str, ...]


def law_reference_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each reference begins and ends."""
    return ((found.start, found.end) for found in references(text))


def references(text: str) -> Iterator[Reference]:
    """Sections named in the text, in order: `BL:5`, `SkolL:2:36`.

    Without a named act a section up to the last of bibliotekslagen is taken for that act's, since plans
    are written under it; one in a chapter, or beyond the last, gets no act (`2:36`, `§:36`). What
    follows a meeting or its date is a section of the minutes (`§:36`).
    """
    if "§" not in text:
        return
    for match in _REFERENCE.finditer(text):
        chapter = re.sub(r"\s", "", match["chapter"] or "")
        sections = _numbers(match["before"] or match["after"])
        act = _act_around(text, match)
        if act is None:
            library = not chapter and all(int(section.rstrip("abcdefgh")) <= LAST_SECTION for section in sections)
            act = LIBRARY_ACT if library else ""
        yield Reference(match.start(), match.end(), tuple(_token(act, chapter, section) for section in sections))


def _token(act: str, chapter: str, section: str) -> str:
    if chapter:
        return f"{act}:{chapter}:{section}" if act else f"{chapter}:{section}"
    if act:
        return f"{act}:{section}"
    return f"§:{section}"


def _numbers(listed: str) -> list[str]:
    found: list[str] = []
    for part in re.split(r",|och|eller|samt", listed):
        span = _RANGE.search(part)
        if span and 0 < int(span[2]) - int(span[1]) < 50:
            found += [str(number) for number in range(int(span[1]), int(span[2]) + 1)]
        else:
            found += [re.sub(r"\s", "", number[0]) for number in _NUMBER.finditer(part)]
    return found


def _act_around(text: str, match: re.Match[str]) -> str | None:
    """The short name of the act that is named, "" when it is no act's section, None when nothing is said."""
    before = re.split(r"[.;§]\s", text[max(0, match.start() - _AROUND) : match.start()])[-1]
    behind = text[match.end() : match.end() + _AROUND]
    named = _ACT_BEFORE.search(before) or _ACT_BEHIND.match(behind)
    if named is None:
        if _MINUTES.search(before):
            return ""
        *_, named = (None, *_NAMED_ACT.finditer(before))
    if named is None or named["act"].lower() == "lag":
        return None
    name = re.sub(r"\.\s", ".", named["act"].lower())
    return ACTS.get(name, name)
