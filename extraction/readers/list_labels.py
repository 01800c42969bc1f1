"""Numbers of headings and items as they are shown: 3, iii, C."""

from __future__ import annotations

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
MAX_ROMAN = 3_999


def roman(number: int) -> str:
    """1 to 3,999 in small Roman figures; others as they are."""
    if not 0 < number <= MAX_ROMAN:
        return str(number)
    figures = ""
    for value, letters in ROMAN:
        figures += letters * (number // value)
        number %= value
    return figures


def letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa, 28 is bb, as Word counts; others as they are."""
    if number < 1:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


class LevelCounters:
    """The counters of a list with levels, counted from 0."""

    def __init__(self) -> None:
        self.values: dict[int, int] = {}

    def advance(self, level: int, start: int, kept: frozenset[int] = frozenset()) -> None:
        """Count one more at a level; those below it begin anew, except those that are `kept`."""
        self.values[level] = self.values[level] + 1 if level in self.values else start
        for below in [other for other in self.values if other > level and other not in kept]:
            del self.values[below]


def numbered(label: str, text: str) -> str:
    """The text after its number."""
    return f"{label} {text.lstrip()}" if label and text.strip() else text


def last_levels(levels: int, most: int) -> range:
    """The last `most` of some levels, counted from 1, for labels that show several: 3.2.1."""
    return range(max(1, levels - most + 1), levels + 1)
