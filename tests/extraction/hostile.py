"""Makers of files that trouble readers: locked, cut, swollen, mislabelled. Each gives the bytes of one file."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

SENTENCES = (
    "Biblioteket ska främja läsning och tillgång till litteratur för alla i kommunen.",
    "Barn och unga är prioriterade grupper enligt bibliotekslagen.",
    "Samverkan mellan skolbibliotek och folkbibliotek ska utvecklas under planperioden.",
    "Planen följs upp varje år och redovisas för nämnden i samband med bokslutet.",
)
TEXT = " ".join(SENTENCES)


def pdf(pages: int = 2, *, embedded: bool = False) -> bytes:
    """A plain PDF with four sentences a page; with `embedded` in a TrueType font with a ToUnicode table."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    font = "Times-Roman"
    if embedded:
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
        font = "Vera"
    for page in range(1, pages + 1):
        canvas.setFont(font, 11)
        for line in range(len(SENTENCES)):
            canvas.drawString(70, 640 - 16 * line, SENTENCES[(line + page - 1) % len(SENTENCES)])
        canvas.drawString(70, 640 - 16 * len(SENTENCES), f"Det här är sidan {page} i planen.")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def changed(change: Callable[[pikepdf.Pdf], None], source: bytes | None = None, **saving: object) -> bytes:
    """A PDF after a change."""
    with pikepdf.open(io.BytesIO(source or pdf())) as document:
        change(document)
        file = io.BytesIO()
        document.save(file, **saving)
        return file.getvalue()


def nothing(_: pikepdf.Pdf) -> None:
    pass


def locked(user: str = "", owner: str = "hemligt", revision: int = 6) -> bytes:
    """Encrypted; revision 3 is RC4 with 128 bits, 4 is AES with 128 bits, 6 is AES with 256 bits."""
    encryption = pikepdf.Encryption(user=user, owner=owner, R=revision, aes=revision >= 4, metadata=revision >= 4)
    return changed(nothing, encryption=encryption)


def with_script() -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('hej'); while(true){}")

    return changed(change)


def with_random_fonts() -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        noise = random.Random(1)
        for item in document.objects:
            if isinstance(item, Dictionary) and "/FontFile2" in item:
                item.FontFile2 = document.make_stream(noise.randbytes(4000))

    return changed(change, pdf(embedded=True))


def without_tounicode() -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        for item in document.objects:
            if isinstance(item, Dictionary) and "/ToUnicode" in item:
                del item.ToUnicode

    return changed(change, pdf(embedded=True))


def huge_sheet() -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            page.mediabox = Array([0, 0, 14_400_000, 14_400_000])

    return changed(change)


def compressed() -> bytes:
    """Objects in streams, the table of them at the end of the file: nothing is left when that is cut off."""
    return changed(nothing, pdf(6), object_stream_mode=pikepdf.ObjectStreamMode.generate)


def half() -> bytes:
    data = compressed()
    return data[: len(data) // 2]


def cut() -> bytes:
    return compressed()[:-200]


def with_cycle() -> bytes:
    """A tree of pages that says it has a hundred million and holds itself."""

    def change(document: pikepdf.Pdf) -> None:
        tree = document.Root.Pages
        tree.Count = 100_000_000
        tree.Kids.append(tree)

    return changed(change)


def many_pages(pages: int = 2_100) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def swollen_stream(size: int = 1024**3) -> bytes:
    """A page whose content unpacks to a gigabyte."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1024**2) for _ in range(size // 1024**2)) + packer.flush()
    return with_content(packed)


def many_operators(count: int = 1_000_000) -> bytes:
    packed = zlib.compress(b"BT /F1 1 Tf 9 9 Td " + b"(a) Tj " * count + b"ET", 9)
    return with_content(packed)


def with_content(packed: bytes) -> bytes:
    """A PDF of one page around a content stream that is packed already."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    file, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(file)
    file += b"xref\n0 6\n0000000000 65535 f \n" + table
    return file + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def broken_table() -> bytes:
    """Every place in the cross-reference table is wrong; pdfium builds it anew."""
    return pdf().replace(b"\n00000", b"\n00001")


def with_junk_before() -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + pdf()


def scan_like() -> bytes:
    """A page with a grey picture and no text."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    document = io.BytesIO()
    Image.new("L", (600, 800), 200).save(document, "PNG")
    canvas.drawImage(ImageReader(document), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def zipped(parts: dict[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    """A zip of these parts, in this order, always the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return file.getvalue()


def random_bytes() -> bytes:
    return random.Random(2).randbytes(20_000)


HTML_PAGE = f"""<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Biblioteksplan</title></head><body>
<nav><ul><li>Start</li><li>Kontakt</li></ul></nav><main><h1>Biblioteksplan 2024–2027</h1>
<p>{TEXT}</p><h2>Läsfrämjande</h2><p>{TEXT}</p><ul><li>Bokstart</li><li>Läslov</li></ul></main>
<footer>Kommunen, 0123-45 67 89</footer></body></html>""".encode()

HTML_ERROR = """<!doctype html><html lang="sv"><head><title>Sidan kunde inte hittas</title></head><body>
<h1>404</h1><p>Sidan du söker finns inte. Den kan ha flyttats eller tagits bort. Använd sökningen eller gå till
startsidan, eller kontakta kommunens växel om du behöver hjälp att hitta det du söker.</p></body></html>""".encode()
