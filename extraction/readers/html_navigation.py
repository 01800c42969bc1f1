"""Tells the frame around the text of a web page (menus, banners, site footers) from the text itself.

A word in a class or an id proves nothing: a plan may have a section "En meny för läsare". It takes an element that
means navigation, or a name together with content that consists of links.
"""

from __future__ import annotations

import re

from lxml import etree

from extraction.readers.html_content import FRAME_NAMES, INVISIBLE_TAGS, name_of, visible_letters

ROLES = {"navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog"}
SECTIONING_TAGS = {"article", "aside", "main", "section"}
CONTAINERS = {"div", "ul", "ol", "table", "aside", "header", "footer", "form"}
COOKIE_NAMES = re.compile(r"(?:^|[\s_-])(?:cookies?|cookie-?(?:banner|consent)|kakor)(?:$|[\s_-])", re.IGNORECASE)
COOKIE_LETTERS = 1_000
MIN_SHARE_OF_LINKS = 0.75  # of the letters


def is_page_frame(element: etree._Element) -> bool:
    """Whether an element is no part of the text of the page."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in INVISIBLE_TAGS or element.get("role") in ROLES:
        return not _opens_part(element)
    if tag in ("header", "footer") and not _stands_in_content(element):
        return not _is_title_block(element)
    if tag not in CONTAINERS:
        return False
    name = name_of(element)
    if COOKIE_NAMES.search(name) and element.find(".//button") is not None:
        return len(visible_letters(element)) < COOKIE_LETTERS
    is_beside = tag == "aside" or element.get("role") == "complementary"
    return bool(is_beside or FRAME_NAMES.search(name)) and _consists_of_links(element)


def _opens_part(element: etree._Element) -> bool:
    """A button that is the heading of a part of the text that it opens."""
    if element.tag != "button":
        return False
    opens = element.get("aria-expanded") is not None or element.get("aria-controls") is not None
    return opens or any(parent.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "dt") for parent in element.iterancestors())


def _stands_in_content(element: etree._Element) -> bool:
    return any(
        parent.tag in SECTIONING_TAGS or parent.get("role") in ("main", "article") for parent in element.iterancestors()
    )


def _is_title_block(element: etree._Element) -> bool:
    """A header with the title of the document and nothing to click on."""
    return element.tag == "header" and element.find(".//h1") is not None and element.find(".//a") is None


def _consists_of_links(element: etree._Element) -> bool:
    linked = sum(len(visible_letters(link)) for link in element.iter("a") if link.get("href"))
    return linked >= MIN_SHARE_OF_LINKS * len(visible_letters(element))
