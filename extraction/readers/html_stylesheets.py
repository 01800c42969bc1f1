"""What a page declares of its elements: in its own style sheets, as a usual screen applies them, and in place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import cssselect2
import tinycss2
from lxml import etree

PROPERTIES = {
    "display", "visibility", "content-visibility", "opacity", "font-size", "font", "color", "background-clip",
    "mso-hide", "left", "right", "top", "margin-left", "text-indent", "transform", "clip", "clip-path",
    "width", "height", "max-width", "max-height", "overflow",
    "list-style", "list-style-type", "counter-reset", "counter-increment", "content",
}  # fmt: skip
SCREEN_WIDTH = 1280.0  # pixels
LETTER = 16.0  # pixels in an em
APPLIED_GROUPS = {"supports", "layer"}
WIDTH = re.compile(r"\(\s*(min|max)-width\s*:\s*([\d.]+)(px|r?em)\s*\)")

Declared = tuple[str, str, bool]  # property, value, whether it is important
Style = dict[str, str]


class PageStyles:
    """The declared style of each element of a page and of what stands before its text (`::before`)."""

    def __init__(self, root: etree._Element) -> None:
        self._sheets: dict[tuple[etree._Element, str | None], Style] = defaultdict(dict)
        matcher = cssselect2.Matcher()
        for sheet in root.iter("style"):
            if is_shown(sheet.get("media", "")):
                _add_rules(matcher, tinycss2.parse_stylesheet(sheet.text or "", True, True))
        if not matcher.order:
            return
        for wrapped in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
            found = [(important, *order, pseudo, *name_value) for *order, pseudo, (*name_value, important)
                     in matcher.match(wrapped)]  # fmt: skip
            for *_, pseudo, name, value in sorted(found, key=lambda one: one[:-3]):
                self._sheets[wrapped.etree_element, pseudo][name] = value

    def of(self, element: etree._Element) -> Style:
        return {**self._sheets.get((element, None), {}), **_written_style(element)}

    def before(self, element: etree._Element) -> Style:
        return self._sheets.get((element, "before"), {})


def is_shown(media: str) -> bool:
    """Whether a list of media queries holds for a screen of usual width."""
    return any(_holds(" ".join(query.split())) for query in media.lower().split(","))


def _holds(query: str) -> bool:
    kind, *conditions = query.removeprefix("only ").split(" and ")
    if kind.startswith("("):
        kind, conditions = "all", [kind, *conditions]
    return kind in ("", "all", "screen") and all(map(_is_wide_enough, conditions))


def _is_wide_enough(condition: str) -> bool:
    found = WIDTH.fullmatch(condition)
    if not found:
        return False
    width = float(found[2]) * (1 if found[3] == "px" else LETTER)
    return width <= SCREEN_WIDTH if found[1] == "min" else width >= SCREEN_WIDTH


def _written_style(element: etree._Element) -> Style:
    written = element.get("style")
    return {name: value for name, value, _ in _declarations(tinycss2.parse_blocks_contents(written))} if written else {}


def _declarations(content: Iterable[object]) -> Iterator[Declared]:
    for node in content:
        if isinstance(node, tinycss2.ast.Declaration) and node.lower_name in PROPERTIES:
            value = tinycss2.serialize(node.value).strip()
            yield node.lower_name, value if node.lower_name == "content" else value.lower(), node.important


def _add_rules(matcher: cssselect2.Matcher, nodes: Iterable[object]) -> None:
    for node in nodes:
        if isinstance(node, tinycss2.ast.AtRule) and node.content and _applies(node):
            _add_rules(matcher, tinycss2.parse_rule_list(node.content, True, True))
        elif isinstance(node, tinycss2.ast.QualifiedRule):
            declared = list(_declarations(tinycss2.parse_blocks_contents(node.content)))
            for selector in _selectors(node) if declared else ():
                for declaration in declared:
                    matcher.add_selector(selector, declaration)


def _applies(rule: tinycss2.ast.AtRule) -> bool:
    if rule.lower_at_keyword == "media":
        return is_shown(tinycss2.serialize(rule.prelude))
    return rule.lower_at_keyword in APPLIED_GROUPS


def _selectors(rule: tinycss2.ast.QualifiedRule) -> list[cssselect2.compiler.CompiledSelector]:
    try:
        return list(cssselect2.compile_selector_list(rule.prelude))
    except cssselect2.SelectorError:
        return []  # what this library does not know, as a browser does
