"""The styles of an OpenDocument text: headings, what they hide or raise, and numbers of headings and items."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from extraction.readers.elements import attribute, child, local, primary_language
from extraction.readers.list_labels import LevelCounters, last_levels, letters, roman

MAX_CHAIN = 12  # styles based on each other
MAX_LEVELS = 10
LIST_STYLES = {"list-style", "outline-style"}
OUTLINE = ""  # the name that the numbering of chapters has here
ALWAYS = re.compile(r"(?:ooow?:|oooc:|msoxl:)?\s*(?:true|1|(\d+)\s*(?:==|=|eq)\s*\1)\s*", re.IGNORECASE)


class OdtStyles:
    """What the styles of a document say about its paragraphs and runs; the first of its parts holds the text."""

    def __init__(self, roots: list[etree._Element]) -> None:
        found = [style for root in roots for style in _styles(root, of_text=root is roots[0])]
        self.by_name = {_key(style): style for style in found if local(style) == "style"}
        self.defaults = {attribute(style, "family"): style for style in found if local(style) == "default-style"}
        self.lists = {
            OUTLINE if local(style) == "outline-style" else attribute(style, "name"): style
            for style in found
            if local(style) in LIST_STYLES
        }

    def level(self, paragraph: etree._Element) -> int:
        """Of a heading by its own or its style's outline level; "Title" is the first; 0 for running text."""
        if local(paragraph) == "h":
            written = attribute(paragraph, "outline-level")
            return int(written) if written.isdigit() and int(written) else 1
        for style in self.chain("paragraph", attribute(paragraph, "style-name")):
            if attribute(style, "name") == "Title":
                return 1
            written = attribute(style, "default-outline-level")
            if written.isdigit() and int(written):
                return int(written)
        return 1 if attribute(paragraph, "style-name") == "Title" else 0

    def hides(self, family: str, name: str) -> bool | None:
        """Whether a style of a paragraph or run hides its text; None when it says nothing."""
        shown = self._property(family, name, "display")
        return None if not shown else shown == "none"

    def is_raised(self, name: str) -> bool:
        """Whether a style of runs writes them above the line."""
        position = self._property("text", name, "text-position")
        return position.startswith("super") or bool(re.match(r"[1-9]\d*%", position))

    def language(self, paragraph: etree._Element) -> str:
        """The language that the styles of a paragraph declare, if it is another than Swedish."""
        styles = self.chain("paragraph", attribute(paragraph, "style-name"))
        written = (attribute(child(style, "text-properties"), "language") for style in styles)
        found = primary_language(next((value for value in written if value), ""))
        return "" if found == "sv" else found  # what Swedish programs write of any text

    def list_style(self, paragraph: etree._Element) -> str | None:
        """The name of the list style that a paragraph's style gives it; empty turns the numbers of chapters off."""
        for style in self.chain("paragraph", attribute(paragraph, "style-name")):
            for key, value in style.attrib.items():
                if str(key).endswith("}list-style-name"):
                    return str(value)
        return None

    def chain(self, family: str, name: str) -> Iterator[etree._Element]:
        """A style and those that it is based on, nearest first."""
        for _ in range(MAX_CHAIN):
            style = self.by_name.get((family, name))
            if style is None:
                return
            yield style
            name = attribute(style, "parent-style-name")

    def _property(self, family: str, name: str, wanted: str) -> str:
        styles = [*self.chain(family, name), self.defaults.get(family)]
        return next((value for style in styles if (value := attribute(child(style, "text-properties"), wanted))), "")


class OdtNumbering:
    """The numbers of a document's headings and items, in order: each call counts one on."""

    def __init__(self, styles: OdtStyles) -> None:
        self.styles = styles
        self.counters: dict[str, LevelCounters] = defaultdict(LevelCounters)

    def label(self, list_style: str, counters: str, level: int, start: str = "") -> str:
        """The number of a paragraph at a level (from 1) of a list, such as "3.2"; empty for bullets.

        Args:
            list_style: The name of its list style, `OUTLINE` for chapters.
            counters: What counts on together: the id of a list, or `OUTLINE`.
            level: From 1.
            start: The number that the paragraph itself begins anew with, when it does.
        """
        levels = _levels(self.styles.lists.get(list_style))
        counted = self.counters[counters]
        if start.isdigit():
            counted.values.pop(level, None)
        counted.advance(level, int(start) if start.isdigit() else _start(levels.get(level)))
        shown = levels.get(level)
        if shown is None or "bullet" in local(shown) or not attribute(shown, "num-format"):
            return ""
        most = attribute(shown, "display-levels")
        parts = [
            _formatted(counted.values.get(one, _start(levels.get(one))), attribute(levels.get(one), "num-format"))
            for one in last_levels(level, int(most) if most.isdigit() else 1)
        ]
        number = ".".join(part for part in parts if part)
        return f"{attribute(shown, 'num-prefix')}{number}{attribute(shown, 'num-suffix')}".strip()


def is_hidden_section(section: etree._Element) -> bool:
    """Whether a section is hidden: always, or by a condition that holds, as far as the file says so."""
    shown = attribute(section, "display")
    if shown == "condition":
        return attribute(section, "is-hidden") == "true" or bool(ALWAYS.fullmatch(attribute(section, "condition")))
    return shown == "none"


def _styles(root: etree._Element, of_text: bool) -> Iterator[etree._Element]:
    """The styles of a part; those that the styles' own part has made for headers have names of the text's own."""
    for group in root.iter():
        if local(group) == "styles" or (of_text and local(group) == "automatic-styles"):
            yield from group


def _key(style: etree._Element) -> tuple[str, str]:
    return attribute(style, "family"), attribute(style, "name")


def _levels(style: etree._Element | None) -> dict[int, etree._Element]:
    found = {attribute(level, "level"): level for level in style} if style is not None else {}
    return {int(written): level for written, level in found.items() if written.isdigit() and int(written) <= MAX_LEVELS}


def _start(level: etree._Element | None) -> int:
    written = attribute(level, "start-value")
    return int(written) if written.isdigit() else 1


def _formatted(number: int, kind: str) -> str:
    if kind in ("i", "I"):
        return roman(number) if kind == "i" else roman(number).upper()
    if kind in ("a", "A"):
        return letters(number) if kind == "a" else letters(number).upper()
    return str(number) if kind else ""
