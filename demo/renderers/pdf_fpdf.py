"""Renders PDF with fpdf2: embedded TrueType fonts, page numbers in the middle of the footer."""

from __future__ import annotations

from pathlib import Path

import reportlab
from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos
from fpdf.fonts import FontFace

from demo.renderers.base import FIXED_DATE, GroundTruth, RenderedFile, cover_blocks
from demo.types import Draft, DraftBlock
from extraction.types import PassageKind

FONTS = Path(reportlab.__file__).parent / "fonts"  # Bitstream Vera, shipped with ReportLab
EXAMPLE_FOOTER = "Exempeltext"
SIZES = {1: 16, 2: 12.5, 3: 10.5}
SHARES = {4: (28, 32, 19, 21)}


class ExamplePDF(FPDF):
    """A4 with the headers and footers of this layout on every page but the first."""

    def __init__(self, draft: Draft, pages: int = 0) -> None:
        super().__init__(format="A4")
        self.draft, self.total = draft, pages
        self.printed: list[str] = []
        self.set_creation_date(FIXED_DATE)
        self.set_title(draft.title)
        self.set_author(draft.owner)
        self.set_subject("Exempeltext")
        self.set_lang(draft.language)
        self.add_font("Vera", "", FONTS / "Vera.ttf")
        self.add_font("Vera", "B", FONTS / "VeraBd.ttf")
        self.set_margins(28, 30, 24)
        self.set_auto_page_break(True, margin=26)

    def header(self) -> None:
        if self.page_no() == 1:
            return
        self.set_y(14)
        self.set_font("Vera", "", 7.5)
        self.set_text_color(90, 90, 90)
        self.cell(0, 5, self.draft.headers_footers, align=Align.R)
        self.set_y(30)

    def footer(self) -> None:
        if self.page_no() == 1:
            return
        self.set_y(-18)
        self.set_font("Vera", "", 7.5)
        self.set_text_color(90, 90, 90)
        line = f"{EXAMPLE_FOOTER} · {self.page_no()} ({self.total})"
        self.printed.append(line)
        self.cell(0, 5, line, align=Align.C)


class FpdfRenderer:
    def __init__(self, draft: Draft, pages: int) -> None:
        self.draft = draft
        self.cover = cover_blocks(draft.title, draft.owner, draft.cover)
        self.ground_truth = GroundTruth([*self.cover, *draft.blocks])
        self.sheet = ExamplePDF(draft, pages)

    def render(self) -> RenderedFile:
        sheet = self.sheet
        self._cover()
        sheet.add_page()
        for number, block in enumerate(self.draft.blocks, len(self.cover)):
            self._write(block, number)
        data = bytes(sheet.output())
        pages = sheet.pages_count
        labels = ("", *(str(page) for page in range(2, pages + 1)))
        return RenderedFile(
            data, self.ground_truth.ground_truth_blocks(), pages, (self.draft.headers_footers, *sheet.printed), labels
        )

    def _cover(self) -> None:
        sheet = self.sheet
        sheet.add_page()
        sheet.set_fill_color(226, 232, 222)
        sheet.rect(0, 0, 18, 297, style="F")
        sheet.set_y(60)
        for number, block in enumerate(self.cover):
            if number == len(self.cover) - 1:
                sheet.set_y(235)
            self._font("B" if block.level else "", 24 if block.level else 11)
            if block.level:
                sheet.start_section(block.text)
            self._text(block.text, number, 11 if block.level else 6)
            sheet.ln(5)

    def _font(self, style: str, size: float) -> None:
        self.sheet.set_font("Vera", style, size)
        self.sheet.set_text_color(30, 30, 30)

    def _text(self, text: str, number: int, height: float) -> None:
        sheet = self.sheet
        self.ground_truth.add(number, sheet.page_no())
        sheet.multi_cell(0, height, text, align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ground_truth.add(number, sheet.page_no())

    def _write(self, block: DraftBlock, number: int) -> None:
        match block.kind:
            case PassageKind.HEADING:
                self._heading(block, number)
            case PassageKind.LIST:
                self._list(block, number)
            case PassageKind.TABLE:
                self._table(block, number)
            case _:
                self._font("", 9.5)
                self._room(12)
                self._text(block.text, number, 5.2)
                self.sheet.ln(2.6)

    def _room(self, height: float) -> None:
        """Go to a new page when less than `height` millimetres are left: a truth begins where its text does."""
        if self.sheet.will_page_break(height):
            self.sheet.add_page()

    def _heading(self, block: DraftBlock, number: int) -> None:
        self._room(28)
        self.sheet.ln(5 if block.level == 1 else 2.5)
        self._font("B", SIZES[block.level])
        self.sheet.start_section(block.text, level=block.level - 1)
        self._text(block.text, number, SIZES[block.level] * 0.5)
        self.sheet.ln(1.6)

    def _list(self, block: DraftBlock, number: int) -> None:
        self._font("", 9.5)
        for item in block.items:
            self._room(11)
            self.ground_truth.add(number, self.sheet.page_no())
            self.sheet.cell(6, 5, "–", align=Align.C)
            self.sheet.multi_cell(0, 5, item, align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ground_truth.add(number, self.sheet.page_no())
        self.sheet.ln(2.4)

    def _table(self, block: DraftBlock, number: int) -> None:
        self._font("", 8)
        self._room(34)
        self.ground_truth.add(number, self.sheet.page_no())
        shares = SHARES.get(len(block.rows[0]))
        face = FontFace(emphasis="BOLD", fill_color=(226, 232, 222))
        with self.sheet.table(
            col_widths=shares, line_height=4.2, padding=1.2, headings_style=face, text_align=Align.L
        ) as table:
            for row in block.rows:
                table.row(row)
        self.ground_truth.add(number, self.sheet.page_no())
        self.sheet.ln(3)


def render_fpdf_pdf(draft: Draft) -> RenderedFile:
    """A PDF of the draft, laid out twice: the footer names the number of pages."""
    return FpdfRenderer(draft, FpdfRenderer(draft, 0).render().pages).render()
