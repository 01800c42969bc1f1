"""The numbers that Word gives headings and items by itself. They stand nowhere in the text."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

from extraction.readers.docx_styles import Styles, is_on
from extraction.readers.elements import attribute, child, local
from extraction.readers.list_labels import LevelCounters, letters, roman

PLACE = re.compile(r"%([1-9])")
WITHOUT_NUMBER = {"bullet", "none"}


class Numbering:
    """The labels of a document's paragraphs, in order: each call counts one on."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self.styles = styles
        found = list(root) if root is not None else []
        self.abstract = {attribute(one, "abstractNumId"): one for one in found if local(one) == "abstractNum"}
        self.lists = {attribute(one, "numId"): one for one in found if local(one) == "num"}
        self.counters: dict[str, LevelCounters] = defaultdict(LevelCounters)
        self.begun: set[tuple[str, int]] = set()  # lists and levels whose own start has been used

    def label(self, properties: etree._Element | None) -> str:
        """The number before a paragraph, such as "3.2"; empty for bullets and paragraphs without."""
        number, level = self._place(properties)
        listed = self.lists.get(number)
        name, abstract = self._abstract(listed)
        levels = _levels(listed, abstract)
        if listed is None or level not in levels:
            return ""
        counters = self.counters[name]
        own = _start_override(listed, level)
        if own is not None and (number, level) not in self.begun:
            counters.values.pop(level, None)
        self.begun.add((number, level))
        kept = frozenset(other for other, one in levels.items() if not _restarts_after(one, other, level))
        counters.advance(level, _start(levels[level]) if own is None else own, kept)
        return _label(levels, level, counters)

    def _place(self, properties: etree._Element | None) -> tuple[str, int]:
        """Id of the list of a paragraph, by itself or by its style, and the level in it, from 0."""
        written = child(properties, "numPr")
        chain = list(self.styles.chain(attribute(child(properties, "pStyle"), "val") or self.styles.default))
        styled = next(
            (style for style in chain if child(child(child(style, "pPr"), "numPr"), "numId") is not None), None
        )
        of_style = child(child(styled, "pPr"), "numPr")
        number = attribute(child(written, "numId"), "val") or attribute(child(of_style, "numId"), "val")
        level = attribute(child(written, "ilvl"), "val")
        if level.isdigit():
            return number, int(level)
        return number, self._level_of_style(number, styled, attribute(child(of_style, "ilvl"), "val"))

    def _level_of_style(self, number: str, style: etree._Element | None, written: str) -> int:
        listed = self.lists.get(number)
        levels = _levels(listed, self._abstract(listed)[1])
        name = attribute(style, "styleId")
        linked = (level for level, one in levels.items() if name and attribute(child(one, "pStyle"), "val") == name)
        return next(linked, int(written) if written.isdigit() else 0)

    def _abstract(self, listed: etree._Element | None) -> tuple[str, etree._Element | None]:
        """The definition of a list, with its id; one that a style of lists holds is looked up there."""
        name = attribute(child(listed, "abstractNumId"), "val")
        found = self.abstract.get(name)
        link = attribute(child(found, "numStyleLink"), "val")
        if link:
            of_style = child(child(self.styles.by_id.get(link), "pPr"), "numPr")
            other = self.lists.get(attribute(child(of_style, "numId"), "val"))
            name = attribute(child(other, "abstractNumId"), "val")
            found = self.abstract.get(name)
        return name, found


def _levels(listed: etree._Element | None, abstract: etree._Element | None) -> dict[int, etree._Element]:
    """The levels of a list by number, from 0, with what the list itself says otherwise."""
    found: dict[int, etree._Element] = {}
    overrides = [child(one, "lvl") for one in listed if local(one) == "lvlOverride"] if listed is not None else []
    for level in [*(abstract if abstract is not None else ()), *overrides]:
        written = attribute(level, "ilvl")
        if level is not None and local(level) == "lvl" and written.isdigit():
            found[int(written)] = level
    return found


def _start(level: etree._Element) -> int:
    return _number(attribute(child(level, "start"), "val"), 0)


def _start_override(listed: etree._Element, level: int) -> int | None:
    for one in listed:
        if local(one) == "lvlOverride" and attribute(one, "ilvl") == str(level):
            written = attribute(child(one, "startOverride"), "val")
            return int(written) if written.isdigit() else None
    return None


def _restarts_after(level: etree._Element, number: int, used: int) -> bool:
    """Whether a level begins anew after a higher one was used; `lvlRestart` names the level, from 1, or 0 for never."""
    restart = attribute(child(level, "lvlRestart"), "val")
    return used < _number(restart, number)


def _label(levels: dict[int, etree._Element], level: int, counters: LevelCounters) -> str:
    shown = levels[level]
    if attribute(child(shown, "numFmt"), "val") in WITHOUT_NUMBER:
        return ""
    legal = is_on(shown, "isLgl") is True

    def value(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        if place not in levels:
            return ""
        number = counters.values.get(place, _start(levels[place]))
        return _formatted(number, "decimal" if legal else attribute(child(levels[place], "numFmt"), "val"))

    return PLACE.sub(value, attribute(child(shown, "lvlText"), "val")).strip()


def _formatted(number: int, kind: str) -> str:
    if kind in ("lowerRoman", "upperRoman"):
        return roman(number) if kind == "lowerRoman" else roman(number).upper()
    if kind in ("lowerLetter", "upperLetter"):
        return letters(number) if kind == "lowerLetter" else letters(number).upper()
    if kind in WITHOUT_NUMBER:
        return ""
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _number(written: str, otherwise: int) -> int:
    return int(written) if written.isdigit() else otherwise
