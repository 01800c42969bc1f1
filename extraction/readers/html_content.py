"""Finds the main content of a web page, and refuses pages that hold no plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from extraction.readers.elements import DocumentElement, one_line
from extraction.reasons import ReasonCode
from extraction.types import PassageKind, TextState, Unreadable

MIN_PROSE = 250
SHORT_PAGE = 2_500
MIN_SENTENCE = 120  # characters: links are shorter
ENOUGH_SENTENCES = 1_500
MIN_SHARE_OF_CHILD = 0.8  # of the letters
MAX_SHARE_OF_LINKS = 0.75  # of the letters
MAX_LETTERS_AROUND = 300  # outside links: an address, hours
FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navigation|navbar|menu|meny|huvudmeny|breadcrumbs?|brodsmulor|sidfot|sidhuvud|footer"
    r"|skip-?link|popup|header|site-?header|page-?header|sidebar|toolbar|share|dela)(?:$|[\s_-])",
    re.IGNORECASE,
)
CONTROLS = {"a", "button", "input", "select"}
AROUND_TAGS = {"div", "ul", "ol", "form", "table", "span", "center", "a", "label"}
ERROR_WORDS = re.compile(
    r"\b(?:40[0-9]|410|50[0-9])\b|not found|hittades inte|hittas inte|hittar inte|kunde inte hitta|finns inte|saknas"
    r"|access denied|forbidden|åtkomst nekad|felmeddelande|ett fel|logga in|sign in|log in|just a moment|unavailable"
    r"|error",
    re.IGNORECASE,
)
INVISIBLE_TAGS = {
    "script", "style", "noscript", "template", "svg", "nav", "button", "select", "iframe", "object", "head",
    "audio", "video", "canvas", "dialog", "input", "textarea", "map", "annotation", "annotation-xml",
}  # fmt: skip


FRAME_TAGS = {*INVISIBLE_TAGS, "header", "footer"}


def main_content(root: etree._Element) -> etree._Element:
    """The main element of the page or, where it has none, the body, narrowed to the container that holds its text."""
    body = next(iter(root.iter("body")), root)
    total = len(visible_letters(body))
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = root.findall(path)
        if len(found) == 1 and len(visible_letters(found[0])) > 0.3 * total:
            return found[0]
    return _densest_container(body)


def _densest_container(element: etree._Element) -> etree._Element:
    """The innermost container that holds nearly all letters outside links, with nothing but a frame around it."""
    least = MIN_SHARE_OF_CHILD * (len(visible_letters(element)) - _linked_letters(element))
    for inner in element.iterchildren("div", "section", "article", "main", "form", "center"):
        if len(visible_letters(inner)) - _linked_letters(inner) >= least > 0:
            around = (other for other in element if other is not inner)
            return _densest_container(inner) if all(map(_is_around_text, around)) else element
    return element


def _is_around_text(element: etree._Element) -> bool:
    """Whether an element beside the text of a page can be left out: a frame by name or its links, with few words."""
    if element.tag in FRAME_TAGS or not visible_letters(element):
        return True
    is_named = FRAME_NAMES.search(name_of(element))
    if element.tag not in AROUND_TAGS or not (is_named or any(part.tag in CONTROLS for part in element.iter())):
        return False
    return len(visible_letters(element)) - _linked_letters(element) < MAX_LETTERS_AROUND


def name_of(element: etree._Element) -> str:
    """The classes and the id of an element."""
    return f"{element.get('class', '')} {element.get('id', '')}"


def require_plan(root: etree._Element, main: etree._Element, elements: Sequence[DocumentElement]) -> None:
    letters = sum(len(element.text) for element in elements)
    titles = [one_line("".join(title.itertext())) for title in [*root.iter("title"), *root.iter("h1")]]
    if letters < SHORT_PAGE and any(ERROR_WORDS.search(title) for title in titles):
        raise Unreadable(TextState.UNSUPPORTED, ReasonCode.WEB_PAGE_WITHOUT_PLAN)
    prose = sum(len(element.text) for element in elements if element.kind is not PassageKind.HEADING)
    sentences = sum(len(element.text) for element in elements if len(element.text) >= MIN_SENTENCE)
    linked = _linked_letters(main)
    if prose < MIN_PROSE or (sentences < ENOUGH_SENTENCES and linked > MAX_SHARE_OF_LINKS * len(visible_letters(main))):
        raise Unreadable(TextState.UNSUPPORTED, ReasonCode.WEB_PAGE_WITHOUT_PLAN)


def _linked_letters(element: etree._Element) -> int:
    return sum(len(visible_letters(link)) for link in element.iter("a") if link.get("href"))


def visible_letters(element: etree._Element) -> str:
    return "".join("".join(text.split()) for text in visible_texts(element))


def visible_texts(element: etree._Element) -> Iterator[str]:
    for event, part in etree.iterwalk(element, events=("start", "end")):
        dropped = part.tag in INVISIBLE_TAGS
        if event == "start" and part.text and not dropped:
            yield part.text
        elif event == "end" and part.tail and part is not element:
            yield part.tail
