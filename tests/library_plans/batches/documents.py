"""Files and lists of plans, as editors send them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

PROSE = "Biblioteket är öppet för alla som bor i kommunen och för den som är på besök. " * 8


def plan_file(name: str, town: str, years: str = "2024–2027", decided: str = "2023-12-12") -> SimpleUploadedFile:
    """The plan of a municipality as HTML, with a title and a line that tells of its adoption."""
    title = f"Biblioteksplan för {town} kommun {years}"
    adopted = f"Antagen av kommunfullmäktige {decided} § 181" if decided else ""
    text = f"<h1>{title}</h1><p>{adopted}</p><p>{PROSE}</p>"
    return SimpleUploadedFile(name, f"<!doctype html><html lang='sv'><body><main>{text}</main></body></html>".encode())


def csv_list(*rows: str, encoding: str = "utf-8", name: str = "lista.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\r\n".join(rows).encode(encoding))


def xlsx_list(rows: Sequence[Sequence[Any]], name: str = "lista.xlsx") -> SimpleUploadedFile:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    content = BytesIO()
    book.save(content)
    return SimpleUploadedFile(name, content.getvalue())
