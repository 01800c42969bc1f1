"""The text of paragraphs of an OpenDocument text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extraction.readers.elements import ElementCollector, attribute, local
from extraction.readers.inline_text import LINE_BREAK, raised
from extraction.readers.odt_styles import OdtStyles

SKIPPED = {
    "annotation", "annotation-end", "sequence-decls", "forms", "variable-decls", "user-field-decls", "bookmark-start",
    "bookmark-end", "note-citation", "title", "desc", "event-listeners", "shadow", "dde-connection-decls", "ruby-text",
    "placeholder",
}  # fmt: skip
SHAPES = {
    "text-box", "custom-shape", "rect", "ellipse", "circle", "line", "connector", "polyline", "polygon", "path",
    "regular-polygon", "caption", "measure",
}  # fmt: skip
HIDING_FIELDS = {"hidden-text", "hidden-paragraph"}


class SpanReader:
    """Reads the text of paragraphs; what hangs on it is kept until it is taken."""

    def __init__(self, styles: OdtStyles, collector: ElementCollector) -> None:
        self.styles = styles
        self.collector = collector
        self.boxes: list[etree._Element] = []  # text boxes, shapes and objects
        self.notes: list[etree._Element] = []

    def text(self, paragraph: etree._Element) -> str:
        """The text of a paragraph without what is hidden."""
        hidden = self.styles.hides("paragraph", attribute(paragraph, "style-name"))
        return "".join(self._texts(paragraph, hidden is True))

    def take_boxes(self) -> list[etree._Element]:
        """Boxes, shapes and objects that were met since the last time."""
        taken, self.boxes = self.boxes, []
        return taken

    def take_notes(self) -> list[etree._Element]:
        """Notes that were met since the last time."""
        taken, self.notes = self.notes, []
        return taken

    def leave_out(self, element: etree._Element) -> None:
        """Pass over hidden or deleted content, and remember it when it has text."""
        self.collector.leave_out("".join(map(str, element.itertext())))

    def _texts(self, parent: etree._Element, hidden: bool) -> Iterator[str]:
        yield self._shown(parent.text, hidden)
        for element in parent:
            yield self._element(element, hidden)
            yield self._shown(element.tail, hidden)

    def _shown(self, text: str | None, hidden: bool) -> str:
        if hidden:
            self.collector.leave_out(text or "")
        return "" if hidden else text or ""

    def _element(self, element: etree._Element, hidden: bool) -> str:
        name = local(element)
        if name in ("s", "tab"):
            return " "
        if name == "line-break":
            return LINE_BREAK
        if not name or name in SKIPPED or is_empty_field(element):
            return ""
        if name == "span":
            return self._span(element, hidden)
        hangs = name in SHAPES or name in ("object", "note")
        if (hidden and hangs) or attribute(element, "display") == "none" or is_hidden_field(element):
            self.leave_out(element)
        elif name == "note":
            self.notes += [body for body in element if local(body) == "note-body"]
        elif hangs:
            self.boxes.append(element)
        else:
            return "".join(self._texts(element, hidden))
        return ""

    def _span(self, span: etree._Element, hidden: bool) -> str:
        style = attribute(span, "style-name")
        hides = self.styles.hides("text", style)
        text = "".join(self._texts(span, hidden if hides is None else hides))
        return raised(text) if text and self.styles.is_raised(style) else text


def is_hidden_field(element: etree._Element) -> bool:
    """Whether a field hides its own text at present."""
    return local(element) in HIDING_FIELDS and attribute(element, "is-hidden") == "true"


def hides_paragraph(paragraph: etree._Element) -> bool:
    """Whether a field in a paragraph hides the whole of it."""
    return any(local(part) == "hidden-paragraph" and is_hidden_field(part) for part in paragraph.iter())


def is_empty_field(element: etree._Element) -> bool:
    """Whether a content control shows its prompt, such as "Click here to enter text"."""
    return local(element) == "content-control" and attribute(element, "showing-place-holder") == "true"
