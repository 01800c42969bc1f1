"""Renders PDF with ReportLab: a cover, one or two columns, bookmarks, tables, running header and footer."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from demo.renderers.base import GroundTruth, RenderedFile, cover_blocks, hyphenated
from demo.types import Draft, DraftBlock
from extraction.types import PassageKind

SIDE, TOP, BOTTOM, GUTTER = 25 * mm, 26 * mm, 24 * mm, 8 * mm
EXAMPLE_FOOTER = "Exempeltext, inte kommunens egen"


@dataclass(frozen=True, slots=True)
class PageStyle:
    """The typography of a document; each owner has one."""

    body: str = "Times-Roman"
    bold: str = "Times-Bold"
    headings: str = "Helvetica-Bold"
    colour: str = "#1f3d5a"
    size: float = 10.5
    columns: int = 1
    numbered_from_cover: bool = True  # else the page after the cover is printed as 1


PAGE_STYLES = (
    PageStyle(),
    PageStyle("Helvetica", "Helvetica-Bold", "Helvetica-Bold", "#2f5d3a", 10, numbered_from_cover=False),
    PageStyle("Times-Roman", "Times-Bold", "Times-Bold", "#6a2a2a", 11),
    PageStyle("Helvetica", "Helvetica-Bold", "Times-Bold", "#3b2f5d", 9.5, numbered_from_cover=False),
)


class TracedParagraph(Paragraph):
    """A paragraph that records where it was drawn, also when split over columns or pages."""

    ground_truth: GroundTruth | None = None  # ReportLab makes the parts of a split paragraph itself
    number: int
    bookmark = ""

    @classmethod
    def of(
        cls, text: str, style: ParagraphStyle, ground_truth: GroundTruth, number: int, **more: Any
    ) -> TracedParagraph:
        paragraph = cls(text, style, **more)
        paragraph.ground_truth, paragraph.number = ground_truth, number
        return paragraph

    def split(self, width: float, height: float) -> list[Flowable]:
        parts = super().split(width, height)
        for part in parts:
            part.ground_truth, part.number = self.ground_truth, self.number
        return parts

    def draw(self) -> None:
        canvas = self.canv
        if self.ground_truth:
            column = int(self._frame.id[-1]) if self._frame.id.startswith("spalt") else 0
            self.ground_truth.add(self.number, canvas.getPageNumber(), column)
        if self.ground_truth and self.bookmark:
            key = f"rubrik-{self.number}"
            canvas.bookmarkPage(key)
            level = self.ground_truth.blocks[self.number].level - 1
            canvas.addOutlineEntry(self.bookmark, key, level=level, closed=False)
        super().draw()


class TracedTable(Table):
    """A table that records where it was drawn."""

    ground_truth: GroundTruth
    number: int

    def split(self, width: float, height: float) -> list[Flowable]:
        parts = super().split(width, height)
        for part in parts:
            part.ground_truth, part.number = self.ground_truth, self.number
        return parts

    def draw(self) -> None:
        column = int(self._frame.id[-1]) if self._frame.id.startswith("spalt") else 0
        self.ground_truth.add(self.number, self.canv.getPageNumber(), column)
        super().draw()


class ReportlabRenderer:
    def __init__(self, draft: Draft, page_style: PageStyle) -> None:
        self.draft, self.page_style = draft, page_style
        self.cover = cover_blocks(draft.title, draft.owner, draft.cover)
        self.ground_truth = GroundTruth([*self.cover, *draft.blocks])
        self.pages = 0
        self.styles = self._styles()

    def render(self) -> RenderedFile:
        file = io.BytesIO()
        template = BaseDocTemplate(
            file, pagesize=A4, invariant=1, title=self.draft.title, author=self.draft.owner,
            subject="Exempeltext", lang=self.draft.language, pageCompression=1,
        )  # fmt: skip
        template.addPageTemplates(
            [
                PageTemplate("omslag", [self._frame("hel", SIDE, A4[0] - 2 * SIDE)], onPageEnd=self._cover_page),
                PageTemplate("text", self._frames(), onPageEnd=self._text_page),
            ]
        )
        template.build(self._story())
        labels = tuple(self._label(page) for page in range(1, self.pages + 1))
        headers_footers = [
            self.draft.headers_footers,
            EXAMPLE_FOOTER,
            *(self._footer(page) for page in range(2, self.pages + 1)),
        ]
        return RenderedFile(
            file.getvalue(), self.ground_truth.ground_truth_blocks(), self.pages, tuple(headers_footers), labels
        )

    # --- pages ---------------------------------------------------------------------------------------------------

    def _frame(self, name: str, left: float, width: float) -> Frame:
        return Frame(left, BOTTOM, width, A4[1] - TOP - BOTTOM, 0, 0, 0, 0, id=name)

    def _frames(self) -> list[Frame]:
        width = self.column_width
        if self.page_style.columns == 1:
            return [self._frame("hel", SIDE, width)]
        return [self._frame("spalt1", SIDE, width), self._frame("spalt2", SIDE + width + GUTTER, width)]

    @property
    def column_width(self) -> float:
        columns = self.page_style.columns
        return (A4[0] - 2 * SIDE - (columns - 1) * GUTTER) / columns

    def _label(self, page: int) -> str:
        if page == 1:
            return ""
        return str(page if self.page_style.numbered_from_cover else page - 1)

    def _footer(self, page: int) -> str:
        return f"Sida {self._label(page)}"

    def _cover_page(self, canvas: Canvas, template: BaseDocTemplate) -> None:
        self.pages = max(self.pages, canvas.getPageNumber())
        canvas.setFillColor(HexColor(self.page_style.colour))
        canvas.rect(0, A4[1] - 14 * mm, A4[0], 14 * mm, stroke=0, fill=1)
        canvas.rect(SIDE, 22 * mm, 30 * mm, 1.2 * mm, stroke=0, fill=1)
        if not self.page_style.numbered_from_cover:
            canvas.addPageLabel(0, style=None, prefix="Omslag")

    def _text_page(self, canvas: Canvas, template: BaseDocTemplate) -> None:
        page = canvas.getPageNumber()
        self.pages = max(self.pages, page)
        if page == 2 and not self.page_style.numbered_from_cover:
            canvas.addPageLabel(1, style="ARABIC", start=1)
        canvas.setFont("Helvetica", 8)
        canvas.setFillColor(HexColor("#555555"))
        canvas.drawString(SIDE, A4[1] - 16 * mm, self.draft.headers_footers)
        canvas.drawString(SIDE, 13 * mm, EXAMPLE_FOOTER)
        canvas.drawRightString(A4[0] - SIDE, 13 * mm, self._footer(page))
        canvas.setStrokeColor(HexColor(self.page_style.colour))
        canvas.line(SIDE, A4[1] - 18 * mm, A4[0] - SIDE, A4[1] - 18 * mm)

    # --- text ----------------------------------------------------------------------------------------------------

    def _styles(self) -> dict[str, ParagraphStyle]:
        page_style = self.page_style
        body = ParagraphStyle(
            "body", fontName=page_style.body, fontSize=page_style.size, leading=page_style.size * 1.38, spaceAfter=7
        )
        if page_style.columns == 2:
            body.alignment = TA_JUSTIFY
        styles = {"body": body}
        for level, factor in ((1, 1.65), (2, 1.25), (3, 1.08)):
            styles[f"h{level}"] = ParagraphStyle(
                f"h{level}", parent=body, fontName=page_style.headings, fontSize=page_style.size * factor, alignment=0,
                leading=page_style.size * factor * 1.2, spaceBefore=14 - 3 * level, spaceAfter=5, keepWithNext=1,
                textColor=HexColor(page_style.colour),
            )  # fmt: skip
        styles["item"] = ParagraphStyle("item", parent=body, leftIndent=14, bulletIndent=3, spaceAfter=3, alignment=0)
        small = 6.5 if page_style.columns == 2 else max(page_style.size - 1.5, 8)  # no word may be wider than its cell
        styles["cell"] = ParagraphStyle(
            "cell", parent=body, fontSize=small, leading=small * 1.25, spaceAfter=0, alignment=0
        )
        styles["head"] = ParagraphStyle("head", parent=styles["cell"], fontName=page_style.bold)
        styles["title"] = ParagraphStyle("title", parent=styles["h1"], fontSize=28, leading=34, spaceAfter=18)
        styles["cover"] = ParagraphStyle("cover", parent=body, fontSize=12, leading=17, spaceAfter=6, alignment=0)
        return styles

    def _story(self) -> list[Flowable]:
        story: list[Flowable] = [Spacer(1, 70 * mm)]
        for number, block in enumerate(self.cover):
            style = self.styles["title" if block.level else "cover"]
            if number == len(self.cover) - 1:
                story.append(Spacer(1, 45 * mm))
            story.append(self._paragraph(block.text, style, number))
        story += [NextPageTemplate("text"), PageBreak()]
        for number, block in enumerate(self.draft.blocks, len(self.cover)):
            story += self._flowables(block, number)
        if isinstance(story[-1], Spacer):  # it might not fit and make an empty page
            story.pop()
        return story

    def _paragraph(self, text: str, style: ParagraphStyle, number: int, **more: Any) -> TracedParagraph:
        return TracedParagraph.of(
            escape(hyphenated(text) if self.page_style.columns == 2 else text), style, self.ground_truth, number, **more
        )

    def _flowables(self, block: DraftBlock, number: int) -> list[Flowable]:
        match block.kind:
            case PassageKind.HEADING:
                heading = TracedParagraph.of(
                    escape(block.text), self.styles[f"h{block.level}"], self.ground_truth, number
                )
                heading.bookmark = block.text
                return [CondPageBreak(30 * mm), heading]
            case PassageKind.LIST:
                style = self.styles["item"]
                return [self._paragraph(item, style, number, bulletText="•") for item in block.items] + [Spacer(1, 5)]
            case PassageKind.TABLE:
                return [self._table(block, number), Spacer(1, 8)]
            case _:
                return [self._paragraph(block.text, self.styles["body"], number)]

    def _table(self, block: DraftBlock, number: int) -> TracedTable:
        width = self.column_width
        goals = (0.26, 0.30, 0.22, 0.22) if self.page_style.columns == 1 else (0.23, 0.25, 0.28, 0.24)
        shares = {4: goals}.get(len(block.rows[0]), (1 / len(block.rows[0]),) * len(block.rows[0]))
        styles = [self.styles["head"], *([self.styles["cell"]] * (len(block.rows) - 1))]
        cells = [
            [Paragraph(escape(hyphenated(cell)), style) for cell in row]
            for row, style in zip(block.rows, styles, strict=True)
        ]
        grid = TracedTable(cells, colWidths=[width * share for share in shares], repeatRows=1)
        grid.ground_truth, grid.number = self.ground_truth, number
        grid.setStyle([
            ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#888888")),
            ("BACKGROUND", (0, 0), (-1, 0), HexColor("#e8ecf0")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ])  # fmt: skip
        return grid


def render_reportlab_pdf(draft: Draft, page_style: PageStyle) -> RenderedFile:
    """A PDF of the draft. The same draft and style give the same bytes."""
    return ReportlabRenderer(draft, page_style).render()
