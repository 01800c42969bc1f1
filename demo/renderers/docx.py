"""Renders DOCX with python-docx: the built-in heading and list styles, tables, header and footer."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from demo.renderers.base import FIXED_DATE, RenderedFile, cover_blocks, ground_truth_block
from demo.types import Draft, DraftBlock
from extraction.types import PassageKind

EXAMPLE_FOOTER = "Exempeltext, skriven för demonstration"


def render_docx(draft: Draft) -> RenderedFile:
    """A DOCX of the draft; the same draft gives the same bytes."""
    document = Document()
    _properties(document, draft)
    cover = cover_blocks(draft.title, draft.owner, draft.cover)
    for block in cover:
        _add(document, block)
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    for block in draft.blocks:
        _add(document, block)
    file = io.BytesIO()
    document.save(file)
    blocks = tuple(ground_truth_block(block) for block in (*cover, *draft.blocks))
    return RenderedFile(
        with_fixed_dates(file.getvalue()), blocks, headers_footers=(draft.headers_footers, EXAMPLE_FOOTER)
    )


def with_fixed_dates(data: bytes) -> bytes:
    """The same zip file with a fixed date on each of its members, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, FIXED_DATE.timetuple()[:6]), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _properties(document: DocumentType, draft: Draft) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language = draft.title, draft.owner, draft.language
    properties.subject = "Exempeltext"
    properties.created = properties.modified = FIXED_DATE.replace(tzinfo=None)
    document.styles["Normal"].font.size = Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fi-FI" if draft.language == "fi" else "sv-SE")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    section = document.sections[0]
    section.header.paragraphs[0].text = draft.headers_footers
    section.footer.paragraphs[0].text = EXAMPLE_FOOTER


def _add(document: DocumentType, block: DraftBlock) -> None:
    match block.kind:
        case PassageKind.HEADING:
            document.add_heading(block.text, level=block.level)
        case PassageKind.LIST:
            for item in block.items:
                document.add_paragraph(item, style="List Bullet")
        case PassageKind.TABLE:
            _add_table(document, block)
        case _:
            document.add_paragraph(block.text)


def _add_table(document: DocumentType, block: DraftBlock) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for row in block.rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    document.add_paragraph()
