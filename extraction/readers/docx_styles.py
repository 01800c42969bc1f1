"""The styles of a Word document: headings and lists, and what they hide or raise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from extraction.readers.elements import attribute, child, local, primary_language

HEADING_NAME = re.compile(r"^(?:heading|rubrik|überschrift|titre|otsikko|overskrift|título)\s*(\d)\b", re.IGNORECASE)
TITLES = {"title", "titel", "rubrik"}
CONTENTS = re.compile(r"^(?:toc|innehåll)\s*\d", re.IGNORECASE)
PLACEHOLDERS = {"placeholder text", "platshållartext"}
MAX_CHAIN = 12  # styles based on each other


class Styles:
    """What the styles of a document say about a paragraph and its runs."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else [style for style in root if local(style) == "style"]
        self.by_id = {attribute(style, "styleId"): style for style in found}
        self.default = next((attribute(style, "styleId") for style in found if _is_default_paragraph(style)), "")
        defaults = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr")
        self.all_hidden = is_on(defaults, "vanish") is True
        self.hidden: dict[str, bool] = {}
        self.raised: dict[str, str] = {}

    def role(self, properties: etree._Element | None) -> tuple[int, bool]:
        """Level of the heading (0 for none), and whether the paragraph is an item of a list."""
        chain = list(self.chain(attribute(child(properties, "pStyle"), "val")))
        levels = [child(properties, "outlineLvl"), *(child(child(style, "pPr"), "outlineLvl") for style in chain)]
        written = next((attribute(level, "val") for level in levels if level is not None), "")
        if written.isdigit() and int(written) < 9:
            return int(written) + 1, False
        names = [attribute(child(style, "name"), "val") for style in chain]
        names.append(attribute(child(properties, "pStyle"), "val"))
        for name in names:
            if match := HEADING_NAME.match(name):
                return max(1, int(match[1])), False
            if name.casefold() in TITLES:
                return 1, False
            if CONTENTS.match(name):
                return 0, True
        numbers = [child(properties, "numPr"), *(child(child(style, "pPr"), "numPr") for style in chain)]
        number = next((found for found in numbers if found is not None), None)
        return 0, number is not None and attribute(child(number, "numId"), "val") != "0"

    def is_hidden(self, run: etree._Element | None, paragraph: str, table: str) -> bool:
        """Whether a run with these properties, in a paragraph and a table of these styles, is hidden text.

        Source:
            Toggle properties of styles cancel each other out: ECMA-376 part 1, 17.7.3.
        """
        if (direct := is_on(run, "vanish")) is not None:
            return direct
        styles = (table, paragraph or self.default, attribute(child(run, "rStyle"), "val"))
        toggled = sum(map(self._hides, styles))
        return self.all_hidden or toggled % 2 == 1

    def is_raised(self, run: etree._Element | None, paragraph: str) -> bool:
        """Whether a run is superscript."""
        direct = attribute(child(run, "vertAlign"), "val")
        of_run = self._vertical(attribute(child(run, "rStyle"), "val"))
        return (direct or of_run or self._vertical(paragraph or self.default)) == "superscript"

    def language(self, run: etree._Element | None, paragraph: str) -> str:
        """The language that a run, its style or the style of its paragraph declares, if it is another than Swedish."""
        styles = (attribute(child(run, "rStyle"), "val"), paragraph)
        properties = [run, *(child(style, "rPr") for name in styles for style in self.chain(name))]
        wanted = "bidi" if is_on(run, "rtl") else "val"
        written = (attribute(child(one, "lang"), wanted) for one in properties)
        found = primary_language(next((value for value in written if value), ""))
        return "" if found == "sv" else found  # what Swedish programs write of any text

    def is_placeholder(self, run: etree._Element | None) -> bool:
        """Whether a run has the style of the prompts of empty fields."""
        named = attribute(child(run, "rStyle"), "val")
        return named == "PlaceholderText" or any(
            attribute(child(style, "name"), "val").casefold() in PLACEHOLDERS for style in self.chain(named)
        )

    def chain(self, style_id: str) -> Iterator[etree._Element]:
        """A style and those that it is based on, nearest first."""
        for _ in range(MAX_CHAIN):
            style = self.by_id.get(style_id)
            if style is None:
                return
            yield style
            style_id = attribute(child(style, "basedOn"), "val")

    def _hides(self, style_id: str) -> bool:
        if style_id not in self.hidden:
            found = (is_on(child(style, "rPr"), "vanish") for style in self.chain(style_id))
            self.hidden[style_id] = next((value for value in found if value is not None), False)
        return self.hidden[style_id]

    def _vertical(self, style_id: str) -> str:
        if style_id not in self.raised:
            found = (attribute(child(child(style, "rPr"), "vertAlign"), "val") for style in self.chain(style_id))
            self.raised[style_id] = next((value for value in found if value), "")
        return self.raised[style_id]


def is_on(properties: etree._Element | None, name: str) -> bool | None:
    """The value of a property that is on or off; None when nothing is said."""
    found = child(properties, name)
    return None if found is None else attribute(found, "val") not in ("0", "false", "off")


def _is_default_paragraph(style: etree._Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on")
