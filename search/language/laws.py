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
    "tryckfrihetsförordning": "TF",
    "tf": "TF",
    "regeringsform": "RF",
    "2012:492": "EPliktL",
}

_SECTION = r"\d{1,3}(?:\s?[a-h](?![^\W\d_]))?"
_LIST = rf"{_SECTION}(?:\s?[-–,]\s?{_SECTION}|\s?(?:och|eller|samt)\s{_SECTION})*"
_CHAPTER = r"(?:(?P<chapter>\d{1,2}\s?[a-h]?)\s?kap\.?\s?)?"
_REFERENCE = re.compile(
    rf"(?<![\d:/.,-])(?:{_CHAPTER}(?P<before>{_LIST})\s?§{{1,2}}|(?:§{{1,2}})\s?(?P<after>{_LIST}))(?![\d/])",
)
_NUMBER = re.compile(r"\d{1,3}(?:\s?[a-h](?![^\W\d_]))?")
_RANGE = re.compile(r"(\d{1,3})\s?[-–]\s?(\d{1,3})(?!\s?[a-h]\b)")
_NAMED_ACT = re.compile(
    r"(?<![^\W_])(?:lag(?:en)? \()?(?P<act>\d{4}:\d{1,4}|offentlighets- och sekretesslag|dos-lag|bibl\.\s?lag"
    r"|[^\W\d_]*?(?:lag|förordning|regeringsform|balk)|osl|tf)(?:ens?|s|n|ns)?(?![^\W\d_])",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"(?:\b(?:kf|ks|rf|rs|fullmäktiges?|styrelsens?|nämndens?|utskottets?|beslut(?:ade|at)?|protokoll|antagen|antaget"
    r"|dnr|sammanträde)|\w+(?:fullmäktige|styrelsen|nämnden|utskottet)|\d{4}-\d{2}-\d{2})[\s,.:()]*(?:[\d-]+[\s,]*)?$",
    re.IGNORECASE,
)
_AFTER = 60  # characters in which the act may be named behind a section
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference with where it stands; `tokens` are one for each section it names."""

    start: int
    end: int
    tokens: tuple[str, ...]


def references(text: str) -> Iterator[Reference]:
    """Sections named in the text, in order: `BL:5`, `SkolL:2:36`.

    Without a named act a section up to the last of bibliotekslagen is taken for that act's, since plans
    are written under it; one in a chapter, or beyond the last, gets no act (`2:36`, `§:36`). What
    follows a meeting or its date is a section of the minutes (`§:36`).
    """
    if "§" not in text:
        return
    for match in _REFERENCE.finditer(text):
        listed = match["before"] or match["after"]
        chapter = re.sub(r"\s", "", match["chapter"] or "")
        act = _act_around(text, match)
        yield Reference(
            match.start(), match.end(), tuple(_token(act, chapter, number) for number in _numbers(listed))
        )


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


def _act_around(text: str, match: re.Match[str]) -> str:
    """The short name of the act, "" when another or none is meant."""
    behind = re.split(r"[.;§]\s", text[match.end() : match.end() + _AFTER])[0]
    named = _NAMED_ACT.search(behind)
    if named is None:
        before = re.split(r"[.;§]\s", text[max(0, match.start() - _BEFORE) : match.start()])[-1]
        if _MINUTES.search(before):
            return ""
        named = next(reversed(list(_NAMED_ACT.finditer(before))), None)
    if named is not None:
        name = re.sub(r"\s", "", named["act"].lower()) if "." in named["act"] else named["act"].lower()
        if name not in ("lag",):
            return ACTS.get(name, name)
    small = all(int(re.match(r"\d+", number)[0]) <= LAST_SECTION for number in _numbers(match["before"] or match["after"]))
    return LIBRARY_ACT if small and not match["chapter"] else ""
