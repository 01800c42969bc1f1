"""Numbers that a browser sets, by which a plan is cited: of the items of a list, and by counters of a style sheet."""

from __future__ import annotations

import re

import tinycss2
from lxml import etree

from extraction.readers.html_stylesheets import PageStyles
from extraction.readers.list_labels import letters, roman

NUMBER = "{urn:extraction}number"  # no page can have it
TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
WHOLE = re.compile(r"\s*([+-]?\d{1,6})")
COUNTED = re.compile(r"([^\W\d][\w-]*)(?:\s+([+-]?\d{1,6}))?")
BEGINNINGS = {"p", "div", "span", "section", "h1", "h2", "h3", "h4", "h5", "h6"}  # a number goes into these
LISTS = {"ol", "ul", "menu", "dir", "table"}
OWN_MARKS = {"none", "disc", "circle", "square"}


def set_numbers(root: etree._Element, styles: PageStyles) -> None:
    """Note the number that is shown before a text on the element where the text begins, see `number_of`."""
    for ordered in root.iter("ol"):
        _number_items(ordered, styles)
    counters = _Counters()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            counters.leave(element)
        elif isinstance(element.tag, str):
            counters.count(element, styles.of(element))
            before = styles.before(element)
            counters.count(element, before)
            if "counter" in before.get("content", "") and (text := counters.text(before["content"])):
                _note(element, text)


def number_of(element: etree._Element) -> str:
    """The number before the text of an element, with a blank; empty where there is none."""
    number = element.get(NUMBER)
    return f"{number} " if number else ""


def _number_items(ordered: etree._Element, styles: PageStyles) -> None:
    items = list(ordered.iterchildren("li"))
    is_reversed = ordered.get("reversed") is not None
    number = _whole(ordered.get("start"), len(items) if is_reversed else 1)
    around = _mark(ordered, styles) or "decimal"
    for item in items:
        number = _whole(item.get("value"), number)
        mark = _mark(item, styles) or around
        display = styles.of(item).get("display", "list-item")
        if mark not in OWN_MARKS and display == "list-item":
            _note(item, f"{_written(number, mark)}.")
        number += -1 if is_reversed else 1


def _mark(element: etree._Element, styles: PageStyles) -> str:
    """The kind of number that a list or an item asks for, empty for none of its own."""
    style = styles.of(element)
    if mark := style.get("list-style-type"):
        return mark
    short = style.get("list-style", "").split()
    if "none" in short:
        return "none"
    return next((word for word in short if _is_mark(word)), "") or TYPES.get(element.get("type", ""), "")


def _is_mark(word: str) -> bool:
    return word in OWN_MARKS or word.startswith(("decimal", "lower-", "upper-"))


def _note(element: etree._Element, text: str) -> None:
    while not (element.text or "").strip() and len(element) and element[0].tag in BEGINNINGS:
        element = element[0]
    begins_with_list = not (element.text or "").strip() and len(element) > 0 and element[0].tag in LISTS
    if not begins_with_list:
        element.set(NUMBER, text)


def _whole(written: str | None, default: int) -> int:
    found = WHOLE.match(written or "")
    return int(found[1]) if found else default


def _written(number: int, mark: str) -> str:
    if mark.endswith(("-alpha", "-latin")):
        text = letters(number) if number <= 26 else str(number)
    elif mark.endswith("-roman"):
        text = roman(number)
    else:
        text = f"{number:02}" if mark == "decimal-leading-zero" else str(number)
    return text.upper() if mark.startswith("upper-") else text


class _Counters:
    """Counters of a style sheet: each stands for the element that begins it, what is in it, and what follows it.

    Source:
        CSS Lists and Counters Module Level 3, 4.
    """

    def __init__(self) -> None:
        self._values: dict[str, list[tuple[etree._Element | None, int]]] = {}  # by parent of who began it

    def count(self, element: etree._Element, style: dict[str, str]) -> None:
        parent = element.getparent()
        for name, value in COUNTED.findall(_named(style.get("counter-reset"))):
            stack = self._values.setdefault(name, [])
            if stack and stack[-1][0] is parent:
                stack.pop()
            stack.append((parent, int(value or 0)))
        for name, value in COUNTED.findall(_named(style.get("counter-increment"))):
            stack = self._values.setdefault(name, [])
            began, number = stack.pop() if stack else (parent, 0)
            stack.append((began, number + int(value or 1)))

    def leave(self, element: etree._Element) -> None:
        for stack in self._values.values():
            while stack and stack[-1][0] is element:
                stack.pop()

    def text(self, content: str) -> str:
        """What a `content` writes: its strings and counters."""
        parts = []
        for node in tinycss2.parse_component_value_list(content, skip_comments=True):
            if node.type == "string":
                parts.append(node.value)
            elif node.type == "function" and node.lower_name in ("counter", "counters"):
                words = [one.value for one in node.arguments if one.type in ("ident", "string")]
                parts.append(self._shown(words, has_levels=node.lower_name == "counters"))
        return " ".join("".join(parts).split())

    def _shown(self, words: list[str], has_levels: bool) -> str:
        name, *more = words or [""]
        numbers = [number for _, number in self._values.get(name, [])] or [0]
        between = more.pop(0) if has_levels and more else ""
        mark = more[0].lower() if more else "decimal"
        return between.join(_written(number, mark) for number in (numbers if has_levels else numbers[-1:]))


def _named(value: str | None) -> str:
    return "" if value in (None, "none", "inherit", "initial", "unset") else str(value)
