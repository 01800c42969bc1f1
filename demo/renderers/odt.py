"""Renders ODT: a zip file with the parts that the format requires."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from demo.renderers.base import FIXED_DATE, RenderedFile, cover_blocks, ground_truth_block
from demo.types import Draft, DraftBlock
from extraction.types import PassageKind

MIMETYPE = "application/vnd.oasis.opendocument.text"
NAMESPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"
    for name, path in {"office": "office", "text": "text", "table": "table", "style": "style", "meta": "meta"}.items()
} | {
    "dc": "http://purl.org/dc/elements/1.1/",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}
EXAMPLE_FOOTER = "Exempeltext, skriven för demonstration"


def name(tag: str) -> str:
    prefix, local = tag.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(parent: etree._Element | None, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """A new element under the parent; `text_style_name` becomes the attribute text:style-name."""
    names = {name(key.replace("_", ":", 1).replace("_", "-")): value for key, value in attributes.items()}
    made = (
        etree.Element(name(tag), names, nsmap=NAMESPACES)
        if parent is None
        else etree.SubElement(parent, name(tag), names)
    )
    made.text = text or None
    return made


def render_odt(draft: Draft) -> RenderedFile:
    """An ODT of the draft; the same draft gives the same bytes."""
    blocks = [*cover_blocks(draft.title, draft.owner, draft.cover), *draft.blocks]
    parts = {
        "content.xml": _content(blocks),
        "styles.xml": _styles(draft),
        "meta.xml": _meta(draft),
        "META-INF/manifest.xml": _manifest(),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(_entry("mimetype"), MIMETYPE, zipfile.ZIP_STORED)
        for path, data in parts.items():
            archive.writestr(_entry(path), data, zipfile.ZIP_DEFLATED)
    return RenderedFile(
        file.getvalue(),
        tuple(ground_truth_block(block) for block in blocks),
        headers_footers=(draft.headers_footers, EXAMPLE_FOOTER),
    )


def _entry(path: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(path, FIXED_DATE.timetuple()[:6])


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _content(blocks: list[DraftBlock]) -> bytes:
    root = element(None, "office:document-content", office_version="1.3")
    text = element(element(root, "office:body"), "office:text")
    for block in blocks:
        _add(text, block)
    return _xml(root)


def _add(parent: etree._Element, block: DraftBlock) -> None:
    match block.kind:
        case PassageKind.HEADING:
            style = f"Heading_20_{block.level}"
            element(parent, "text:h", block.text, text_style_name=style, text_outline_level=str(block.level))
        case PassageKind.LIST:
            items = element(parent, "text:list")
            for item in block.items:
                element(element(items, "text:list-item"), "text:p", item, text_style_name="Standard")
        case PassageKind.TABLE:
            table = element(parent, "table:table", table_name=f"Tabell{len(parent)}")
            element(table, "table:table-column", table_number_columns_repeated=str(len(block.rows[0])))
            for row in block.rows:
                cells = element(table, "table:table-row")
                for cell in row:
                    element(element(cells, "table:table-cell", office_value_type="string"), "text:p", cell)
        case _:
            element(parent, "text:p", block.text, text_style_name="Standard")


def _styles(draft: Draft) -> bytes:
    root = element(None, "office:document-styles", office_version="1.3")
    styles = element(root, "office:styles")
    element(styles, "style:style", style_name="Standard", style_family="paragraph", style_class="text")
    for level in (1, 2, 3):
        style = element(
            styles, "style:style", style_name=f"Heading_20_{level}", style_display_name=f"Heading {level}",
            style_family="paragraph", style_default_outline_level=str(level),
        )  # fmt: skip
        element(style, "style:text-properties", fo_font_size=f"{20 - 3 * level}pt", fo_font_weight="bold")
    automatic = element(root, "office:automatic-styles")
    element(automatic, "style:page-layout", style_name="sida")
    masters = element(root, "office:master-styles")
    master = element(masters, "style:master-page", style_name="Standard", style_page_layout_name="sida")
    element(element(master, "style:header"), "text:p", draft.headers_footers)
    element(element(master, "style:footer"), "text:p", EXAMPLE_FOOTER)
    return _xml(root)


def _meta(draft: Draft) -> bytes:
    root = element(None, "office:document-meta", office_version="1.3")
    meta = element(root, "office:meta")
    element(meta, "dc:title", draft.title)
    element(meta, "meta:initial-creator", draft.owner)
    element(meta, "meta:creation-date", FIXED_DATE.strftime("%Y-%m-%dT%H:%M:%S"))
    element(meta, "dc:language", "sv-SE")
    return _xml(root)


def _manifest() -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    root = etree.Element(f"{{{space}}}manifest", {f"{{{space}}}version": "1.3"}, nsmap={"manifest": space})
    for path, media_type in (
        ("/", MIMETYPE),
        ("content.xml", "text/xml"),
        ("styles.xml", "text/xml"),
        ("meta.xml", "text/xml"),
    ):
        etree.SubElement(
            root, f"{{{space}}}file-entry", {f"{{{space}}}full-path": path, f"{{{space}}}media-type": media_type}
        )
    return _xml(root)
