"""The text of a web page's main content, part by part. Runs in the limited child of `ingest.sandbox`."""

from __future__ import annotations

import codecs
import email
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from library_plans.ingest.readers.parts import BROKEN_XML, Part, Parts, local, one_line
from library_plans.ingest.types import TextState, Unreadable

CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]+)""")
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
WESTERN = frozenset({"ascii", "iso8859-1", "latin-1", "latin1", "windows-1252", "cp1252"})

SKIPPED = frozenset(
    {"script", "style", "nav", "header", "footer", "aside", "noscript", "template", "button", "select", "input",
     "textarea", "iframe", "object", "embed", "svg", "canvas", "video", "audio", "head", "dialog", "menu", "map"}
)  # fmt: skip
SKIPPED_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "menubar"}
)
FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|meny|breadcrumbs?|brodsmul\w*|sidebar|cookies?|footer|sidfot|sidhuvud|"
    r"skip-?link|share|toolbar|pagination|sitemap|sitehead|sitefoot)(?:$|[\s_-])",
    re.IGNORECASE,
)
BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "body", "html", "blockquote", "address", "center", "figure", "figcaption",
     "fieldset", "dl", "dt", "dd", "details", "summary", "pre", "ul", "ol", "li", "table", "tbody", "thead", "tfoot", "tr",
     "td", "th", "caption", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "header", "footer"}
)  # fmt: skip
MAIN = ("//main", "//*[@role='main']", "//article")
MAIN_SHARE = 0.5  # of the page's letters: a main element with less is not where the text stands
DESCENT_SHARE = 0.8  # an element with this share of its parent's letters, links apart, is where the text stands
PREFORMATTED = re.compile(r"\n[^\S\n]*\n")

CONTAINERS = frozenset({"div", "section", "article", "main", "form", "center", "span"})
LEAST_LETTERS = 250
ERROR_TITLE = re.compile(
    r"\b(?:404|403|410|500|502|503)\b|hittades? inte|kunde inte hittas|hittar inte|finns inte|not found|page missing|"
    r"åtkomst nekad|access denied|forbidden|logga in|log ?in|sign in|fel uppstod|felmeddelande|server error",
    re.IGNORECASE,
)
ERROR_TEXT = re.compile(
    r"sidan (?:du sökte |du söker )?(?:kunde inte hittas|hittades inte|finns inte|har flyttats|är borttagen|saknas)|"
    r"(?:page|file|url) (?:was |could )?(?:not (?:be )?found)|kan inte hitta sidan|hittar inte sidan|"
    r"du måste logga in|enable javascript|aktivera javascript|slå på javascript|javascript (?:måste|krävs)",
    re.IGNORECASE,
)
SHORT_PAGE = 3000  # letters: what is longer is a text, whatever its title says
NOT_A_PLAN = "Filen är en webbsida, inte en plan."


def read_parts(path: Path) -> list[Part]:
    """The headings, paragraphs, lists and tables of the page's main content.

    Raises:
        Unreadable: An error page, a sign-in, a viewer's shell or a page with hardly any text (`unsupported`).
    """
    parts = Parts()
    text = unwrapped(path.read_bytes())
    title = add_parts(text, parts)
    try:
        found = parts.end()
    except Unreadable:
        raise Unreadable(TextState.UNSUPPORTED, NOT_A_PLAN) from None
    refuse_error_page(title, found)
    return found


def refuse_error_page(title: str, parts: list[Part]) -> None:
    """Refuse what a web server says instead of the document."""
    text = " ".join(part.text for part in parts)
    letters = sum(letter.isalpha() for letter in text)
    start = " ".join([title, *(part.text for part in parts[:3])])[:400]
    short = letters < SHORT_PAGE
    if letters < LEAST_LETTERS or (short and (ERROR_TITLE.search(start) or ERROR_TEXT.search(text))):
        raise Unreadable(TextState.UNSUPPORTED, NOT_A_PLAN)


def unwrapped(data: bytes) -> str:
    """The page as text; of a saved web archive (MHT) its first page."""
    if re.match(rb"\s*(?:mime-version|from|content-type|date|subject):", data[:200], re.IGNORECASE):
        for part in email.message_from_bytes(data).walk():
            if part.get_content_type() in ("text/html", "text/plain"):
                payload = part.get_payload(decode=True)
                data = payload if isinstance(payload, bytes) else data
                break
    return decoded(data)


def decoded(data: bytes) -> str:
    """The letters of a page: by its byte order mark, else UTF-8 when it is that, else as it says, else windows-1252.

    What a page says is often wrong or no character set at all, and text that is valid UTF-8 is hardly ever another.
    """
    for mark, name in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if data[:400:2].count(0) > 100 or data[1:400:2].count(0) > 100:
        return data.decode("utf-16-le" if data[1:400:2].count(0) > 100 else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(stated_charset(data), "replace")


def stated_charset(data: bytes) -> str:
    match = CHARSET.search(data[:4096]) or XML_ENCODING.search(data[:400])
    if match is None:
        return "cp1252"
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return "cp1252"
    if name in WESTERN or name.startswith("utf-16"):
        return "cp1252"
    return "cp1252" if name == "utf-8" and broken_share(data) > 0.001 else name


def broken_share(data: bytes) -> float:
    """The share of letters that are no UTF-8: one broken byte in a long page does not make it another set."""
    text = data.decode("utf-8", "replace")
    return text.count("\ufffd") / max(1, len(text))


def add_parts(text: str, parts: Parts) -> str:
    """Hand on the page's parts; gives its title.

    Raises:
        Unreadable: Nothing that can be taken for markup.
    """
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", ""))
    try:
        root = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(huge_tree=True, remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(TextState.DAMAGED, BROKEN_XML) from error
    content = main_content(root)
    title = root.find(".//h1")
    if title is not None and content.find(".//h1") is None and not is_skipped(title):
        parts.heading(inline_text(title), 1)
    Page(parts).walk(content)
    return one_line(root.findtext(".//title") or "")


def main_content(root: etree._Element) -> etree._Element:
    """The element that holds the page's text, without the site around it."""
    body = next(iter(root.xpath("//body")), root)
    whole = letters_in(body)
    for path in MAIN:
        element = max(root.xpath(path), key=letters_in, default=None)
        if element is not None and letters_in(element) >= MAIN_SHARE * whole:
            return densest(element)
    return densest(body)


def densest(element: etree._Element) -> etree._Element:
    """Go down as long as one container within holds nearly all of the text."""
    while True:
        least = DESCENT_SHARE * letters_in(element)
        inner = next(
            (child for child in element if local(child) in CONTAINERS and letters_in(child) >= least > 0), None
        )
        if inner is None or is_skipped(inner):
            return element
        element = inner


def letters_in(element: etree._Element) -> int:
    """Letters that are read and not followed: navigation consists of links."""
    return sum(len(text.strip()) for text in texts_of(element, frozenset({"a"})))


def texts_of(element: etree._Element, without: frozenset[str] = frozenset()) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if not is_skipped(child) and local(child) not in without:
            yield from texts_of(child, without)
        if child.tail:
            yield child.tail


def is_skipped(element: etree._Element) -> bool:
    """Whether an element is furniture of the site, or not shown."""
    name = local(element)
    if not name or (name in SKIPPED and not (name == "header" and within_article(element))):
        return True
    if element.get("role") in SKIPPED_ROLES or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" or "display:none" in (element.get("style") or "").replace(" ", "").lower():
        return True
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return name in ("div", "ul", "ol", "section", "p", "table", "td") and bool(FURNITURE.search(names))


def within_article(element: etree._Element) -> bool:
    """A header within the main content holds the document's own title."""
    return any(local(ancestor) in ("main", "article") for ancestor in element.iterancestors())


class Page:
    """Walks the content once and hands its parts on."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.loose: list[str] = []  # text that stands directly in a container

    def walk(self, element: etree._Element) -> None:
        self._children(element)
        self._end_loose()

    def _children(self, element: etree._Element) -> None:
        self.loose.append(element.text or "")
        for child in element:
            if not is_skipped(child):
                self._element(child)
            self.loose.append(child.tail or "")

    def _element(self, element: etree._Element) -> None:
        name = local(element)
        if name == "br":
            self._line_break(element)
        elif name not in BLOCKS:
            self._children(element)
        else:
            self._end_loose()
            self._block(element, name)
            self._end_loose()

    def _line_break(self, element: etree._Element) -> None:
        """Two breaks in a row end a paragraph, as old pages were written."""
        following = element.getnext()
        twice = following is not None and local(following) == "br" and not (element.tail or "").strip()
        if twice:
            self._end_loose()
        else:
            self.loose.append(" ")

    def _block(self, element: etree._Element, name: str) -> None:
        if len(name) == 2 and name[0] == "h" and name[1].isdigit():
            self.parts.heading(inline_text(element), int(name[1]))
        elif name in ("ul", "ol"):
            self._list(element)
        elif name == "table":
            self._table(element)
        elif name == "pre":
            for paragraph in re.split(r"\n\s*\n", "".join(texts_of(element))):
                self.parts.paragraph(paragraph)
        else:
            self._children(element)

    def _list(self, element: etree._Element) -> None:
        for item in element:
            if is_skipped(item):
                continue
            if local(item) in ("ul", "ol"):
                self._list(item)
                continue
            inner = [child for child in item.iter("ul", "ol", "table", "h1", "h2", "h3", "h4")]
            if any(local(child) not in ("ul", "ol") for child in inner):
                self._children(item)
                self._end_loose()
                continue
            self.parts.item(inline_text(item, ("ul", "ol")))
            for child in inner:
                if next(ancestor for ancestor in child.iterancestors("li", "ul", "ol")) is item:
                    self._list(child)

    def _table(self, table: etree._Element) -> None:
        """A table of cells with headings or tables in them was made for the page's looks: its content is walked."""
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table and not is_skipped(row)]
        cells = [[cell for cell in row if local(cell) in ("td", "th") and not is_skipped(cell)] for row in rows]
        if any(
            cell.find(f".//{name}") is not None for row in cells for cell in row for name in ("table", "h1", "h2", "h3")
        ):
            for row in cells:
                for cell in row:
                    self.walk(cell)
            return
        if all(len(row) <= 1 for row in cells):
            for row in cells:
                for cell in row:
                    self.walk(cell)
            return
        caption = table.find("caption")
        if caption is not None:
            self.parts.paragraph(inline_text(caption))
        self.parts.table([[inline_text(cell) for cell in row] for row in cells])

    def _end_loose(self) -> None:
        text, self.loose = "".join(self.loose), []
        for paragraph in split_preformatted(text):
            self.parts.paragraph(paragraph)


def split_preformatted(text: str) -> list[str]:
    """Paragraphs of plain text that was put into a page as it was; other text is one paragraph.

    Empty lines tell it from running text. Where lines are long each of them is a paragraph.
    """
    if len(PREFORMATTED.findall(text)) < 3 or len(text) < SHORT_PAGE:
        return [text]
    lines = [line for line in text.split("\n") if line.strip()]
    if max(map(len, lines)) > 200:
        return lines
    return PREFORMATTED.split(text)


def inline_text(element: etree._Element, without: tuple[str, ...] = ()) -> str:
    """The text of an element and all within it, with blanks where blocks and line breaks part it."""
    return "".join(inline_pieces(element, without))


def inline_pieces(element: etree._Element, without: tuple[str, ...]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local(child) == "br" or local(child) in BLOCKS:
            yield " "
        if not is_skipped(child) and local(child) not in without:
            yield from inline_pieces(child, without)
        if local(child) in BLOCKS:
            yield " "
        yield child.tail or ""
