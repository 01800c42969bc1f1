"""Takes out of a web page what its reader cannot see: by its attributes, its own style sheets, or as deleted text."""

from __future__ import annotations

import re

from lxml import etree

from extraction.readers.html_stylesheets import PageStyles, Style

HIDDEN_TEXT = "hidden-text"  # an element that stands where something was taken out
NOT_TEXT = {"html", "head", "body", "script", "style", "noscript", "template", "link", "meta", "title"}
DELETED = {"del"}
OPENERS = ("aria-controls", "data-target", "data-bs-target")
HEADINGS_OF_PARTS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "label"}
OFF_SCREEN = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|em|rem|pt|vw|vh|%)")
HIDING = {
    "display": {"none"},
    "mso-hide": {"all"},
    "visibility": {"hidden", "collapse"},
    "content-visibility": {"hidden"},
}
INHERITED = ("visibility", "font-size", "font")
TRANSPARENT = {"transparent", "rgba(0,0,0,0)", "rgba(0, 0, 0, 0)", "#0000", "#00000000"}
MOVING = ("left", "top", "text-indent")
PUSHING = ("right", "margin-left")  # which layouts use too, though not so far
FAR_OFF = re.compile(r"-(?:999|\d{4,})px")
CUTTING = ("clip", "clip-path", "transform")
SIZES = ("height", "max-height", "width", "max-width")
NOTHING_LEFT = re.compile(
    r"^rect\(\s*[01](?:px)?(?:[\s,]+[01](?:px)?){3}\s*\)|^inset\((?:50|100)%\)|^circle\(0(?:px|%)?\b"
    r"|\bscale(?:[xy])?\(0(?:\s*,\s*0)?\)|\btranslate[xy]?\(-(?:999|\d{4,})px"
)
NO_FONT = re.compile(r"(?:[a-z]+ )*0(?:px|pt|em|rem|%)?(?:/| )")
ZERO = re.compile(r"0*\.?0+(?:px|em|rem|pt|%)?")


def take_out_hidden(root: etree._Element, styles: PageStyles) -> None:
    """Put an empty element in the place of each that is hidden; what a reader of the page can open is not hidden."""
    opened = _opened_by_controls(root)
    for element in _hidden_elements(root, styles):
        if element.getparent() is not None and not _can_be_opened(element, opened):
            _take_out(element, styles)


def _take_out(element: etree._Element, styles: PageStyles) -> None:
    """Replace the element, or what in it does not turn off again what hides it: `visibility` and `font-size`."""
    if not _only_inherits(element, styles) or not any(_shows_again(part, styles) for part in element.iterdescendants()):
        _replace(element)
        return
    parts = list(element)
    texts = [element.text, *(part.tail for part in parts)]
    element.text = None
    for part in parts:
        part.tail = None
        if not _shows_again(part, styles):
            _take_out(part, styles)
    if any(map(str.isalnum, "".join(filter(None, texts)))):
        element.insert(0, etree.Element(HIDDEN_TEXT))


def _only_inherits(element: etree._Element, styles: PageStyles) -> bool:
    """Whether nothing hides the element but what its parts can turn off."""
    style = {name: value for name, value in styles.of(element).items() if name not in INHERITED}
    return not _is_marked_hidden(element) and not _hides(style)


def _shows_again(element: etree._Element, styles: PageStyles) -> bool:
    style = styles.of(element)
    size = style.get("font-size", "0")
    has_own_size = size.endswith("rem") or not size.endswith(("em", "%"))
    return style.get("visibility") == "visible" or (has_own_size and not ZERO.fullmatch(size))


def _replace(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    has_text = any(map(str.isalnum, "".join(element.itertext())))
    place = etree.Element(HIDDEN_TEXT if has_text else "span")
    place.tail = element.tail
    parent.replace(element, place)


def _hidden_elements(root: etree._Element, styles: PageStyles) -> list[etree._Element]:
    return [
        element
        for element in root.iter()
        if isinstance(element.tag, str)
        and element.tag not in NOT_TEXT
        and (_is_marked_hidden(element) or _hides(styles.of(element)))
    ]


def _is_marked_hidden(element: etree._Element) -> bool:
    if element.tag in DELETED or element.get("aria-hidden", "").lower() == "true":
        return True
    return element.get("hidden") is not None and element.get("hidden") != "until-found"


def _hides(style: Style) -> bool:
    if any(style.get(name) in values for name, values in HIDING.items()):
        return True
    if any(ZERO.fullmatch(style.get(name, "1")) for name in ("opacity", "font-size")):
        return True
    if any(OFF_SCREEN.fullmatch(style.get(name, "")) for name in MOVING):
        return True
    if any(FAR_OFF.fullmatch(style.get(name, "")) for name in PUSHING):
        return True
    if style.get("color") in TRANSPARENT and "text" not in style.get("background-clip", ""):
        return True
    if NO_FONT.match(style.get("font", "")) or any(NOTHING_LEFT.search(style.get(name, "")) for name in CUTTING):
        return True
    return style.get("overflow") in ("hidden", "clip") and any(ZERO.fullmatch(style.get(name, "1")) for name in SIZES)


def _opened_by_controls(root: etree._Element) -> set[str]:
    """Ids that a control of the page opens: closed parts of accordions and tabs."""
    named = [value for element in root.iter() for name in OPENERS if (value := element.get(name))]
    named += [link.get("href", "") for link in root.iter("a") if link.get("data-toggle") or link.get("data-bs-toggle")]
    return {one.lstrip("#") for value in named for one in value.split()}


def _can_be_opened(element: etree._Element, opened: set[str]) -> bool:
    if element.tag in DELETED:
        return False
    if element.get("id") in opened or element.get("role") == "tabpanel":
        return True
    before = element.getprevious()
    if before is None:
        return False
    parts = before.iter() if before.tag in HEADINGS_OF_PARTS else (before,)
    return any(part.tag == "button" or part.get("aria-expanded") or _is_switch(part) for part in parts)


def _is_switch(element: etree._Element) -> bool:
    return element.tag == "input" and element.get("type") in ("checkbox", "radio")
