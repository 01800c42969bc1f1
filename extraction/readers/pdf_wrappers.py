"""Finds PDF files that only hold the plan, or a message in its place. Runs only in the sandboxed child process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from extraction.layout import PageLayout
from extraction.reasons import ReasonCode
from extraction.types import TextState, Unreadable

MAX_COVER = 2  # pages of a portfolio's cover
MAX_MESSAGE = 150  # words of a page that only holds a message
MAX_DEPTH = 20  # of the tree of attachments
RIGHTS_SERVICES = re.compile(r"MicrosoftIRMServices", re.IGNORECASE)
FORM_MESSAGE = re.compile(
    r"please wait|if this message is not eventually replaced|adobe reader \d|den här filen kräver adobe|vänta \.{3}|"
    r"om det här meddelandet inte ersätts",
    re.IGNORECASE,
)
PORTFOLIO_MESSAGE = re.compile(
    r"pdf[- ]?(?:portfolio|portfölj|package|paket)|acrobat (?:reader )?[x9]\b", re.IGNORECASE
)
RIGHTS_MESSAGE = re.compile(
    r"this pdf file is protected|(?:pdf|document) (?:file )?is protected|rights management|"
    r"(?:pdf-?filen|dokumentet) är skydda[td]",
    re.IGNORECASE,
)


def check_wrapper(path: Path, pages: Iterable[PageLayout]) -> None:
    """Refuse a file whose pages are a message to the reader instead of the plan.

    Raises:
        Unreadable: A form that only Adobe's reader draws, the cover of a portfolio, or a wrapper around a file
            that is protected by a rights service.

    Source:
        XFA forms: ISO 32000-1:2008, 12.7.8. Portfolios: 12.3.5. Wrappers: ISO 32000-2:2020, 7.6.7.
    """
    found = list(pages)
    text = " ".join(word.text for page in found for word in page.words)
    is_short = len(found) <= MAX_COVER and len(text.split()) <= MAX_MESSAGE
    try:
        with pikepdf.open(path) as document:
            _check(document, text, is_short, len(found))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        return


def _check(document: pikepdf.Pdf, text: str, is_short: bool, pages: int) -> None:
    root = document.Root
    form = root.get("/AcroForm", Dictionary())
    is_rights = is_short and RIGHTS_MESSAGE.search(text)
    attachments = list(_attachments(root.get("/Names", Dictionary()).get("/EmbeddedFiles"), 0))
    if any(map(_is_protected, attachments)) or (is_rights and attachments):
        raise Unreadable(TextState.PASSWORD, ReasonCode.RIGHTS_MANAGED)
    if "/XFA" in form and (root.get("/NeedsRendering") is True or (is_short and FORM_MESSAGE.search(text))):
        raise Unreadable(TextState.UNSUPPORTED, ReasonCode.DYNAMIC_FORM)
    collection = root.get("/Collection")
    if collection is None or not attachments:
        return
    is_cover = pages <= MAX_COVER and collection.get("/View") != Name.H
    if is_cover or (is_short and PORTFOLIO_MESSAGE.search(text)):
        raise Unreadable(TextState.UNSUPPORTED, ReasonCode.PDF_PORTFOLIO)


def _is_protected(file: Any) -> bool:
    name = str(file.get("/UF", file.get("/F", "")))
    return "/EP" in file or file.get("/AFRelationship") == Name.EncryptedPayload or bool(RIGHTS_SERVICES.search(name))


def _attachments(node: Any, depth: int) -> Iterator[Any]:
    """The file specifications of a name tree."""
    if not isinstance(node, Dictionary) or depth > MAX_DEPTH:
        return
    for place, entry in enumerate(node.get("/Names", Array())):
        if place % 2 and isinstance(entry, Dictionary):
            yield entry
    for kid in node.get("/Kids", Array()):
        yield from _attachments(kid, depth + 1)
