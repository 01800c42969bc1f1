"""Web pages that hold a plan: the text without menus and footers."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from lxml import etree

from extraction.readers.elements import DocumentElement, ElementCollector, one_line
from extraction.reasons import ReasonCode
from extraction.types import PassageKind, TextState, Unreadable

FEW_LETTERS = 250
SHORT_PAGE = 2_500
SENTENCE = 120  # characters: links are shorter
ENOUGH_TOLD = 1_500
LONG_LINE = 250
PASTED_PAGES = 4
SHORT_LINE = 60
PREFORMATTED_GAPS = 3  # empty lines
DESCENT = 0.8  # of the letters
LINKS = 0.75  # of the letters

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
WESTERN = {"ascii", "iso8859-1"}  # browsers read both as Windows-1252
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)|encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
ERROR_WORDS = re.compile(
    r"\b(?:40[0-9]|410|50[0-9])\b|not found|hittades inte|hittas inte|hittar inte|kunde inte hitta|finns inte|saknas"
    r"|access denied|forbidden|åtkomst nekad|felmeddelande|ett fel|logga in|sign in|log in|just a moment|unavailable"
    r"|error",
    re.IGNORECASE,
)
DROPPED = {
    "script", "style", "noscript", "template", "svg", "nav", "button", "select", "iframe", "object", "head",
    "audio", "video", "canvas", "dialog", "math", "input", "textarea", "map",
}  # fmt: skip
PAGE_FRAME_TAGS = {"header", "footer", "aside"}
PAGE_FRAME_ROLES = {
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "complementary",
    "menu",
    "menubar",
    "dialog",
    "alert",
}
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
    main = _main(root)
    walker = _Walker(inside_main=main.tag in ("main", "article"))
    if main.find(".//h1") is None:
        for title in list(root.iter("h1"))[:1]:
            walker.walk(title)
    walker.inside(main)
    walker.flush()
    elements = _without_pasted_headers(walker.all())
    if must_be_plan:
        _require_plan(root, main, elements)
    return elements


def _without_pasted_headers(elements: list[DocumentElement]) -> list[DocumentElement]:
    """Pages that were pasted into the text leave their numbers and running headers behind, side by side."""
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


def decoded(content: bytes) -> str:
    """HTML as text: by its byte order mark, by the character set it names, else UTF-8, else Windows-1252."""
    for mark, name in BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, errors="replace")
    if content[1:200:2].count(0) > 50:
        return content.decode("utf-16-le", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return content.decode(_stated_charset(content), errors="replace")


def _stated_charset(content: bytes) -> str:
    """The character set that the page names, when it can be; a page with single bytes is not UTF-16 or ASCII."""
    for match in CHARSET.finditer(content[:4096]):
        try:
            name = codecs.lookup((match[1] or match[2]).decode("ascii", errors="ignore")).name
            "".encode(name)
        except (LookupError, ValueError, TypeError):
            continue
        if name not in WESTERN and not name.startswith(("utf-16", "utf-32")):
            return name
    return "cp1252"


def _root(content: bytes) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    text = decoded(content).replace("\0", "")
    try:
        return etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _main(root: etree._Element) -> etree._Element:
    """The part that is the page's content: what it calls so, when that holds enough, and there the dense part."""
    body = next(iter(root.iter("body")), root)
    total = len(_letters(body))
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = root.findall(path)
        if len(found) == 1 and len(_letters(found[0])) > 0.3 * total:
            return _densest_container(found[0])
    return _densest_container(body)


def _densest_container(element: etree._Element) -> etree._Element:
    """Go down as long as one container holds nearly all of the letters that are not links."""
    least = DESCENT * (len(_letters(element)) - _linked(element))
    for inner in element.iterchildren("div", "section", "article", "main", "form", "center"):
        if len(_letters(inner)) - _linked(inner) >= least > 0:
            return _densest_container(inner)
    return element


def _linked(element: etree._Element) -> int:
    return sum(len(_letters(link)) for link in element.iter("a") if link.get("href"))


def _letters(element: etree._Element) -> str:
    return "".join("".join(text.split()) for text in _texts(element))


def _texts(element: etree._Element) -> Iterator[str]:
    for event, part in etree.iterwalk(element, events=("start", "end")):
        dropped = part.tag in DROPPED
        if event == "start" and part.text and not dropped:
            yield part.text
        elif event == "end" and part.tail and part is not element:
            yield part.tail


class _Walker(ElementCollector):
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
            self.inline.extend(_texts(element))
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
        """Walk through what an element holds."""
        if element.text:
            self.inline.append(element.text)
        for part in element:
            self.walk(part, depth + 1)
            if part.tail:
                self.inline.append(part.tail)

    def flush(self) -> None:
        """What has run up to here is a paragraph; two line breaks in it part it."""
        text = "".join(self.inline)
        self.inline = []
        if self.in_item:
            self.item(text)
            return
        for paragraph in re.split(_border(text), text):
            self.paragraph(paragraph)

    def _is_page_frame(self, element: etree._Element, tag: str) -> bool:
        if tag in DROPPED or not tag or (tag in PAGE_FRAME_TAGS and not self.inside_main):
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


def _border(text: str) -> str:
    """What parts paragraphs: two line breaks, and line ends where plain text was pasted into the page as it was."""
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
        if isinstance(part.tag, str) and part.tag not in DROPPED:
            border = " " if part.tag in BLOCKS or part.tag == "br" else ""
            yield border
            yield from _cell_texts(part)
            yield border
        if part.tail:
            yield part.tail


def _require_plan(root: etree._Element, main: etree._Element, elements: list[DocumentElement]) -> None:
    letters = sum(len(element.text) for element in elements)
    titles = [one_line("".join(title.itertext())) for title in [*root.iter("title"), *root.iter("h1")]]
    if letters < SHORT_PAGE and any(ERROR_WORDS.search(title) for title in titles):
        raise Unreadable(TextState.UNSUPPORTED, ReasonCode.WEB_PAGE_WITHOUT_PLAN)
    prose = sum(len(element.text) for element in elements if element.kind is not PassageKind.HEADING)
    told = sum(len(element.text) for element in elements if len(element.text) >= SENTENCE)
    linked = _linked(main)
    if prose < FEW_LETTERS or (told < ENOUGH_TOLD and linked > LINKS * len(_letters(main))):
        raise Unreadable(TextState.UNSUPPORTED, ReasonCode.WEB_PAGE_WITHOUT_PLAN)
