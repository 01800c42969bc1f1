"""The styles of a Word document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from extraction.readers.elements import attribute, child, local

HEADING_NAME = re.compile(r"^(?:heading|rubrik|überschrift|titre|otsikko|overskrift|título)\s*(\d)\b", re.IGNORECASE)
TITLES = {"title", "titel", "rubrik"}
CONTENTS = re.compile(r"^(?:toc|innehåll)\s*\d", re.IGNORECASE)


class Styles:
    """What the styles of a document say about a paragraph: heading level, item of a list."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else [style for style in root if local(style) == "style"]
        self.by_id = {attribute(style, "styleId"): style for style in found}

    def role(self, properties: etree._Element | None) -> tuple[int, bool]:
        """Level of the heading (0 for none), and whether the paragraph is an item of a list."""
        chain = list(self._chain(attribute(child(properties, "pStyle"), "val")))
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

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        for _ in range(12):
            style = self.by_id.get(style_id)
            if style is None:
                return
            yield style
            style_id = attribute(child(style, "basedOn"), "val")
