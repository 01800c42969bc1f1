"""Reader of web pages that hold a plan: the text without menus and footers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from lxml import etree

from extraction.readers.elements import DocumentContent, DocumentElement, ElementCollector, primary_language
from extraction.readers.html_content import main_content, require_plan, visible_texts
from extraction.readers.html_encoding import decode_html
from extraction.readers.html_navigation import is_page_frame
from extraction.readers.html_numbering import number_of, set_numbers
from extraction.readers.html_stylesheets import PageStyles
from extraction.readers.html_visibility import HIDDEN_TEXT, take_out_hidden
from extraction.readers.inline_text import CONTROLS, LINE_BREAK, one_line, raised
from extraction.reasons import ReasonCode
from extraction.types import PassageKind, TextState, Unreadable

LONG_LINE = 250
PASTED_PAGES = 4
SHORT_LINE = 60
PREFORMATTED_GAPS = 3  # empty lines

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "form", "figcaption", "figure", "footer", "header", "hgroup", "html", "legend", "li", "main", "menu",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "hr", "h1",
    "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
HEADING = re.compile(r"^h([1-6])$")
NOTE_LINK = re.compile(r"#_?(?:ftn|edn|fn|fotnot|slutnot|footnote|endnote|cite_note|not[:_-]?\d)", re.IGNORECASE)
MAX_DEPTH = 150
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_html(path: Path) -> DocumentContent:
    """The elements of a web page; what its reader cannot see, and deleted text, are left out.

    Raises:
        Unreadable: An error page, a sign-in, or hardly any text but links: a web page, not a plan.
    """
    return html_content(path.read_bytes(), must_be_plan=True)


def html_content(content: bytes, must_be_plan: bool = False) -> DocumentContent:
    """The elements of HTML in whichever character set it is."""
    root = _root(content)
    if root is None:
        raise Unreadable(TextState.UNSUPPORTED, ReasonCode.WEB_PAGE_WITHOUT_PLAN)
    styles = PageStyles(root)
    take_out_hidden(root, styles)
    set_numbers(root, styles)
    main = main_content(root)
    walker = _ElementWalker()
    walker.language = _language_around(main)
    if main.find(".//h1") is None:
        for title in list(root.iter("h1"))[:1]:
            walker.walk(title)
    walker.inside(main)
    walker.flush()
    found = walker.all()
    elements = _without_pasted_headers(found.elements)
    if must_be_plan:
        require_plan(root, main, elements)
    return DocumentContent(elements, found.hides_text)


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
    text = decode_html(content).translate(CONTROLS)
    try:
        return etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


class _ElementWalker(ElementCollector):
    def __init__(self) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.in_item = 0

    def walk(self, element: etree._Element, depth: int = 0) -> None:
        """Read an element and what is in it, in the language that it declares."""
        tag = element.tag if isinstance(element.tag, str) else ""
        around = self.language
        if tag in BLOCKS and (declared := _declared_language(element)):
            self.flush()
            self.language = declared
        self._read(element, tag, depth)
        self.language = around

    def _read(self, element: etree._Element, tag: str, depth: int) -> None:
        if tag == HIDDEN_TEXT:
            self.hides_text = True
        elif tag == "svg":
            self._drawing(element)
        elif is_page_frame(element):
            return
        elif depth > MAX_DEPTH:  # tags that nobody closed
            self.inline.extend(visible_texts(element))
        elif tag == "table" and _is_data(element):
            self._table(element)
        elif match := HEADING.match(tag):
            self.flush()
            self.heading("".join(self._texts(element)), int(match[1]))
        elif tag in BLOCKS:
            self._block(element, tag, depth)
        elif tag == "br":
            self.inline.append(LINE_BREAK)
        elif _is_raised(element):
            self.inline.append(raised("".join(self._texts(element))))
        else:
            self.inside(element, depth)

    def _block(self, element: etree._Element, tag: str, depth: int) -> None:
        self.flush()
        is_item = tag in ("li", "dd")
        self.in_item += is_item
        self.inside(element, depth)
        self.flush()
        self.in_item -= is_item

    def _drawing(self, drawing: etree._Element) -> None:
        """The words of a drawing, a chart for example, as a list."""
        texts = ["".join(text.itertext()) for text in drawing.iter("text")]
        if any(texts):
            self.flush()
            for text in texts:
                self.item(text)

    def _table(self, table: etree._Element) -> None:
        self.flush()
        for caption in table.iterchildren("caption"):
            self.paragraph("".join(self._texts(caption)))
        self.table([["".join(self._texts(cell)) for cell in row] for row in _rows(table)])

    def inside(self, element: etree._Element, depth: int = 0) -> None:
        """Walk through the content of an element."""
        self.inline.append(number_of(element))
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

    def _texts(self, element: etree._Element) -> Iterator[str]:
        """The text of a heading or cell, a blank at each block border within it."""
        yield number_of(element)
        if element.text:
            yield element.text
        for part in element:
            if part.tag == HIDDEN_TEXT:
                self.hides_text = True
            elif part.tag == "br":
                yield LINE_BREAK
            elif _is_raised(part):
                yield raised("".join(self._texts(part)))
            elif not is_page_frame(part):
                border = " " if part.tag in BLOCKS else ""
                yield border
                yield from self._texts(part)
                yield border
            if part.tail:
                yield part.tail


def _declared_language(element: etree._Element) -> str:
    return primary_language(element.get("lang") or element.get(XML_LANG) or "")


def _language_around(main: etree._Element) -> str:
    """What the page declares for its main content; Swedish is what many sites declare of every page."""
    found = (declared for one in (main, *main.iterancestors()) if (declared := _declared_language(one)))
    language = next(found, "")
    return "" if language == "sv" else language


def _is_raised(element: etree._Element) -> bool:
    """Raised text, or a link to a note."""
    if element.tag == "sup" or element.get("role") == "doc-noteref":
        return True
    return element.tag == "a" and bool(NOTE_LINK.match(element.get("href", "")))


def _is_data(table: etree._Element) -> bool:
    """A table with rows of several short cells; one that only lays out the page is walked through."""
    if any(True for _ in table.iterdescendants("table")) or table.get("role") == "presentation":
        return False
    rows = [[one_line("".join(visible_texts(cell))) for cell in row] for row in _rows(table)]
    cells = [cell for row in rows for cell in row if cell]
    return any(len(row) > 1 for row in rows) and bool(cells) and max(len(cell) for cell in cells) < 1_500


def _paragraph_separator(text: str) -> str:
    """A pattern for the ends of paragraphs: two line breaks, or line ends where plain text was pasted in."""
    if len(EMPTY_LINE.findall(text)) < PREFORMATTED_GAPS:
        return r"\v\s*\v"
    if any(len(line) > LONG_LINE for line in text.split("\n")):
        return r"[\v\n]"
    return r"\v\s*\v|\n[^\S\n]*\n"


def _rows(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of each row, those of the foot last, where a browser shows them."""
    rows = list(table.iterdescendants("tr"))
    rows.sort(key=lambda row: row.getparent() is not None and row.getparent().tag == "tfoot")
    return [list(row.iterchildren("td", "th")) for row in rows]
