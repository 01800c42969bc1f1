"""Takes out of a web page what its reader cannot see: by its attributes, its own style sheets, or as deleted text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import cssselect2
import tinycss2
from lxml import etree

HIDDEN_TEXT = "hidden-text"  # an element that stands where something was taken out
NOT_TEXT = {"html", "head", "body", "script", "style", "noscript", "template", "link", "meta", "title"}
DELETED = {"del"}
OPENERS = ("aria-controls", "data-target", "data-bs-target")
HEADINGS_OF_PARTS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "label"}
SHOWN_MEDIA = {"", "all", "screen"}
PROPERTIES = {"display", "visibility", "opacity", "font-size", "left", "top", "text-indent", "mso-hide"}
OFF_SCREEN = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|em|rem|pt|vw|vh|%)")
ZERO = re.compile(r"0*\.?0+(?:px|em|rem|pt|%)?")

Declared = tuple[str, str, bool]  # property, value, whether it is important


def take_out_hidden(root: etree._Element) -> None:
    """Put an empty element in the place of each that is hidden; what a reader of the page can open is not hidden."""
    opened = _opened_by_controls(root)
    for element in _hidden_elements(root):
        if element.getparent() is not None and not _can_be_opened(element, opened):
            _replace(element)


def _replace(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    has_text = any(map(str.isalnum, "".join(element.itertext())))
    place = etree.Element(HIDDEN_TEXT if has_text else "span")
    place.tail = element.tail
    parent.replace(element, place)


def _hidden_elements(root: etree._Element) -> list[etree._Element]:
    styled = _styled(root)
    return [
        element
        for element in root.iter()
        if isinstance(element.tag, str)
        and element.tag not in NOT_TEXT
        and (_is_marked_hidden(element) or _hides({**styled.get(element, {}), **_written_style(element)}))
    ]


def _is_marked_hidden(element: etree._Element) -> bool:
    if element.tag in DELETED or element.get("aria-hidden", "").lower() == "true":
        return True
    return element.get("hidden") is not None and element.get("hidden") != "until-found"


def _hides(style: dict[str, str]) -> bool:
    if style.get("display") == "none" or style.get("mso-hide") == "all":
        return True
    if style.get("visibility") in ("hidden", "collapse"):
        return True
    if any(ZERO.fullmatch(style.get(name, "1")) for name in ("opacity", "font-size")):
        return True
    return any(OFF_SCREEN.fullmatch(style.get(name, "")) for name in ("left", "top", "text-indent"))


def _written_style(element: etree._Element) -> dict[str, str]:
    written = element.get("style")
    return {name: value for name, value, _ in _declarations(tinycss2.parse_blocks_contents(written))} if written else {}


def _declarations(content: Iterable[object]) -> Iterator[Declared]:
    for node in content:
        if isinstance(node, tinycss2.ast.Declaration) and node.lower_name in PROPERTIES:
            yield node.lower_name, tinycss2.serialize(node.value).strip().lower(), node.important


def _styled(root: etree._Element) -> dict[etree._Element, dict[str, str]]:
    """What the page's own style sheets say of its elements, as far as it can hide something."""
    matcher = cssselect2.Matcher()
    for sheet in root.iter("style"):
        if sheet.get("media", "").strip().lower() in SHOWN_MEDIA:
            nodes = tinycss2.parse_stylesheet(sheet.text or "", skip_comments=True, skip_whitespace=True)
            _add_rules(matcher, nodes)
    if not matcher.order:
        return {}
    styled: dict[etree._Element, dict[str, str]] = {}
    for wrapped in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        found = [(important, *order, name, value) for *order, pseudo, (name, value, important) in matcher.match(wrapped)
                 if pseudo is None]  # fmt: skip
        if found:
            styled[wrapped.etree_element] = {name: value for *_, name, value in sorted(found)}
    return styled


def _add_rules(matcher: cssselect2.Matcher, nodes: Iterable[object]) -> None:
    for node in nodes:
        if isinstance(node, tinycss2.ast.AtRule) and node.lower_at_keyword == "media":
            if node.content and tinycss2.serialize(node.prelude).strip().lower() in SHOWN_MEDIA:
                _add_rules(matcher, tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))
        elif isinstance(node, tinycss2.ast.QualifiedRule):
            declared = list(_declarations(tinycss2.parse_blocks_contents(node.content)))
            for selector in _selectors(node) if declared else ():
                for declaration in declared:
                    matcher.add_selector(selector, declaration)


def _selectors(rule: tinycss2.ast.QualifiedRule) -> list[cssselect2.compiler.CompiledSelector]:
    try:
        return list(cssselect2.compile_selector_list(rule.prelude))
    except cssselect2.SelectorError:
        return []  # what this library does not know, as a browser does


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
