"""Reader of web pages that hold a plan: the text without menus and footers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from lxml import etree

from extraction.readers.elements import DocumentElement, ElementCollector, one_line
from extraction.readers.html_content import INVISIBLE_TAGS, main_content, require_plan, visible_texts
from extraction.readers.html_encoding import decode_html
from extraction.reasons import ReasonCode
from extraction.types import PassageKind, TextState, Unreadable

LONG_LINE = 250
PASTED_PAGES = 4
SHORT_LINE = 60
PREFORMATTED_GAPS = 3  # empty lines

PAGE_FRAME_TAGS = {"header", "footer", "aside"}
PAGE_FRAME_ROLES = {
    "navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog", "alert",
}  # fmt: skip
PAGE_FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navigation|navbar|menu|meny|huvudmeny|breadcrumbs?|brodsmulor|cookies?|cookie-?banner|sidfot"
    r"|sidhuvud|footer|skip-?link|site-?header|page-?header|sidebar|toolbar|share|dela)(?:$|[\s_-])",
    re.IGNORECASE,
)
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "form", "figcaption", "figure", "footer", "header", "hgroup", "html", "legend", "li", "main", "menu",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "hr", "h1",
    "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
LINE_BREAK = "\v"
EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
HEADING = re.compile(r"^h([1-6])$")
MAX_DEPTH = 200


def read_html(path: Path) -> list[DocumentElement]:
    """The elements of a web page.

    Raises:
        Unreadable: An error page, a sign-in, or hardly any text but links: a web page, not a plan.
    """
    return html_elements(path.read_bytes(), must_be_plan=True)


def html_elements(content: bytes, must_be_plan: bool = False) -> list[DocumentElement]:
    """The elements of HTML in whichever character set it is."""
    root = _root(content)
    if root is None:
        raise Unreadable(TextState.UNSUPPORTED, ReasonCode.WEB_PAGE_WITHOUT_PLAN)
    main = main_content(root)
    walker = _ElementWalker(inside_main=main.tag in ("main", "article"))
    if main.find(".//h1") is None:
        for title in list(root.iter("h1"))[:1]:
            walker.walk(title)
    walker.inside(main)
    walker.flush()
    elements = _without_pasted_headers(walker.all())
    if must_be_plan:
        require_plan(root, main, elements)
    return elements


def _without_pasted_headers(elements: list[DocumentElement]) -> list[DocumentElement]:
    """The elements without page numbers and running headers of pages that were pasted into the text."""
    texts = [element.text if element.kind is PassageKind.PARAGRAPH else "" for element in elements]
    times = Counter(text for text in texts if len(text) <= SHORT_LINE)
    if sum(text.isdecimal() for text in texts) < PASTED_PAGES:
        return elements
    kept: list[DocumentElement] = []
    numbered = groupby(range(len(elements)), key=lambda at: texts[at].isdecimal() or times[texts[at]] >= PASTED_PAGES)
    for is_short, run in numbered:
        places = list(run)
        numbers = sum(texts[at].isdecimal() for at in places)
        if not (is_short and 0 < numbers < len(places)):
            kept += [elements[at] for at in places]
    return kept


def _root(content: bytes) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    text = decode_html(content).replace("\0", "")
    try:
        return etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


class _ElementWalker(ElementCollector):
    def __init__(self, inside_main: bool) -> None:
        super().__init__()
        self.inside_main = inside_main
        self.inline: list[str] = []
        self.in_item = 0

    def walk(self, element: etree._Element, depth: int = 0) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if self._is_page_frame(element, tag):
            return
        if depth > MAX_DEPTH:  # tags that nobody closed
            self.inline.extend(visible_texts(element))
            return
        if tag == "table" and self._is_data(element):
            self.flush()
            self.table(_rows(element))
        elif match := HEADING.match(tag):
            self.flush()
            self.heading("".join(_cell_texts(element)), int(match[1]))
        elif tag == "br":
            self.inline.append(LINE_BREAK)
        elif tag in BLOCKS:
            self._block(element, tag, depth)
        else:
            self.inside(element, depth)

    def _block(self, element: etree._Element, tag: str, depth: int) -> None:
        self.flush()
        is_item = tag in ("li", "dd")
        self.in_item += is_item
        self.inside(element, depth)
        self.flush()
        self.in_item -= is_item

    def inside(self, element: etree._Element, depth: int = 0) -> None:
        """Walk through the content of an element."""
        if element.text:
            self.inline.append(element.text)
        for part in element:
            self.walk(part, depth + 1)
            if part.tail:
                self.inline.append(part.tail)

    def flush(self) -> None:
        """End the paragraph that was collected; two line breaks within it make two."""
        text = "".join(self.inline)
        self.inline = []
        if self.in_item:
            self.item(text)
            return
        for paragraph in re.split(_paragraph_separator(text), text):
            self.paragraph(paragraph)

    def _is_page_frame(self, element: etree._Element, tag: str) -> bool:
        if tag in INVISIBLE_TAGS or not tag or (tag in PAGE_FRAME_TAGS and not self.inside_main):
            return True
        if element.get("role") in PAGE_FRAME_ROLES or element.get("hidden") is not None:
            return True
        if tag in ("html", "body", "main", "article"):
            return False
        return bool(PAGE_FRAME_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}"))

    def _is_data(self, table: etree._Element) -> bool:
        """A table with rows of several short cells; one that only lays out the page is walked through."""
        if any(True for _ in table.iterdescendants("table")) or table.get("role") == "presentation":
            return False
        rows = _rows(table)
        cells = [cell for row in rows for cell in row if cell.strip()]
        return any(len(row) > 1 for row in rows) and bool(cells) and max(len(cell) for cell in cells) < 1_500


def _paragraph_separator(text: str) -> str:
    """A pattern for the ends of paragraphs: two line breaks, or line ends where plain text was pasted in."""
    if len(EMPTY_LINE.findall(text)) < PREFORMATTED_GAPS:
        return r"\v\s*\v"
    if any(len(line) > LONG_LINE for line in text.split("\n")):
        return r"[\v\n]"
    return r"\v\s*\v|\n[^\S\n]*\n"


def _rows(table: etree._Element) -> list[list[str]]:
    return [
        [one_line("".join(_cell_texts(cell))) for cell in row.iterchildren("td", "th")]
        for row in table.iterdescendants("tr")
    ]


def _cell_texts(element: etree._Element) -> Iterator[str]:
    """The text of an element, a blank at each block border and line break within it."""
    if element.text:
        yield element.text
    for part in element:
        if isinstance(part.tag, str) and part.tag not in INVISIBLE_TAGS:
            border = " " if part.tag in BLOCKS or part.tag == "br" else ""
            yield border
            yield from _cell_texts(part)
            yield border
        if part.tail:
            yield part.tail
