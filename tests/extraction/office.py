"""Makers of office documents with what careless readers miss; the XML is written as the programs write it."""

from __future__ import annotations

from tests.extraction.hostile import SENTENCES, TEXT, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT_TYPE = f"{WORD}.document.main+xml"
TEMPLATE_TYPE = f"{WORD}.template.main+xml"

STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="Rubrik 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Kommunens rubrik"/><w:basedOn w:val="Rubrik2"/></w:style>
<w:style w:type="paragraph" w:styleId="Niva"><w:name w:val="Avsnitt"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Lista"><w:name w:val="List Bullet"/><w:pPr><w:numPr>
<w:numId w:val="1"/></w:numPr>
</w:pPr></w:style>
</w:styles>"""


def paragraph(text: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


BODY = paragraph("Biblioteksplan", "Rubrik1") + paragraph(TEXT)


def docx(
    body: str = BODY,
    *,
    kind: str = DOCUMENT_TYPE,
    strict: bool = False,
    more: dict[str, bytes | str] | None = None,
    relations: str = "",
) -> bytes:
    """A Word document around the XML of its body; `more` are other parts, `relations` what the body refers to."""
    rel = STRICT_REL if strict else REL
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" xmlns:r="{rel}"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        f' xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}</w:body></w:document>'
    )
    styles = STYLES
    if strict:
        document, styles = document.replace(W, STRICT_W), styles.replace(W, STRICT_W)
    relation = f'<Relationship Id="rId{{}}" Type="{rel}/{{}}" Target="{{}}"/>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType='
            f'"application/xml"/><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            + relation.format(1, "officeDocument", "word/document.xml") + "</Relationships>",
            "word/document.xml": document,
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            + relation.format(1, "styles", "styles.xml") + relations.replace("REL", rel) + "</Relationships>",
            "word/styles.xml": styles,
            **(more or {}),
        }
    )  # fmt: skip


TEXT_BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx><w:txbxContent>"
    + paragraph("Rutan berättar om bokbussen.")
    + "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
    + paragraph("Rutan berättar om bokbussen.")
    + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
TRACKED = (
    "<w:p><w:r><w:t>Biblioteket är </w:t></w:r><w:del><w:r><w:delText>stängt</w:delText></w:r></w:del>"
    "<w:ins><w:r><w:t>öppet</w:t></w:r></w:ins><w:r><w:t> varje dag.</w:t></w:r></w:p>"
)
HIDDEN_RUN = "<w:p><w:r><w:t>Syns.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Dolt.</w:t></w:r></w:p>"
CONTROL = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Text i ett innehållsfält.')}</w:sdtContent></w:sdt>"
NESTED_TABLE = (
    "<w:tbl><w:tr><w:tc>{mal}</w:tc><w:tc>{atgard}</w:tc></w:tr><w:tr><w:tc>{lasning}</w:tc><w:tc>"
    "<w:tbl><w:tr><w:tc>{bokstart}</w:tc><w:tc>{laslov}</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>"
).format(
    mal=paragraph("Mål"), atgard=paragraph("Åtgärd"), lasning=paragraph("Mer läsning"),
    bokstart=paragraph("Bokstart"), laslov=paragraph("Läslov"),
)  # fmt: skip


def with_chunk(name: str, content: bytes) -> bytes:
    """A document whose text stands in another document within it."""
    return docx(
        paragraph("Före.") + '<w:altChunk r:id="rId9"/>' + paragraph("Efter."),
        relations=f'<Relationship Id="rId9" Type="REL/aFChunk" Target="{name}"/>',
        more={f"word/{name}": content},
    )


def with_note() -> bytes:
    body = "<w:p><w:r><w:t>Meröppet införs.</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>" + paragraph(
        TEXT
    )
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("Beslut 2023.")}</w:footnote></w:footnotes>'
    )
    return docx(
        body,
        relations='<Relationship Id="rId5" Type="REL/footnotes" Target="footnotes.xml"/>',
        more={"word/footnotes.xml": notes},
    )


LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
) + "]>"  # fmt: skip


def docx_with_entities() -> bytes:
    document = f'{LAUGHS}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>'
    return docx(more={"word/document.xml": document})


def docx_bomb() -> bytes:
    return docx(more={"word/document.xml": b" " * 1_500_000_000})


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
ODF_NAMES = (
    f'xmlns:office="{OFFICE}" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" office:version="1.2"'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"
ODT_BODY = f'<text:h text:outline-level="1">Biblioteksplan</text:h><text:p>{SENTENCES[0]}</text:p>'


def odt(body: str = ODT_BODY, *, start: str = "", manifest: str = "", mimetype: str = ODT_TYPE) -> bytes:
    """An OpenDocument text around the XML of its text."""
    return zipped(
        {
            "mimetype": mimetype,
            "content.xml": f"{start}<office:document-content {ODF_NAMES}><office:body>"
            f"<office:text>{body}</office:text></office:body></office:document-content>",
            "META-INF/manifest.xml": f"<manifest:manifest {ODF_NAMES}>{manifest}</manifest:manifest>",
        },
        stored=("mimetype",),
    )


def flat_odt(body: str = ODT_BODY) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {ODF_NAMES} office:mimetype="{ODT_TYPE}">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def locked_odt() -> bytes:
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    return odt(manifest=entry)


def odt_with_entities() -> bytes:
    return odt("<text:p>&a11;</text:p>", start=LAUGHS)


def spreadsheet() -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def old_word() -> bytes:
    """What tells a Word document of the older kind, and nothing that can be read."""
    return COMPOUND + bytes(504) + b"\xec\xa5" + bytes(1_500_000) + "WordDocument".encode("utf-16-le") + bytes(2_000)


def old_spreadsheet() -> bytes:
    return COMPOUND + bytes(504) + "Workbook".encode("utf-16-le") + bytes(2_000)


def locked_old_word() -> bytes:
    flags = (0x0100).to_bytes(2, "little")
    return old_word()[:522] + flags + old_word()[524:]


def locked_word() -> bytes:
    return COMPOUND + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2_000)
