"""The text of a file of captions, in the encodings that editors' programs write."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from django.utils.translation import gettext as _

from content.captions.types import InvalidCaptions
from content.control_characters import without_control_characters

MAX_BYTES = 5_000_000
BYTE_ORDER_MARK = "\ufeff"
LINE_BREAK = re.compile(r"\r\n?")
BINARY = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")  # no text has them; the breaks of other programs may stand
# The non-ASCII characters of Swedish text: a file is taken for Windows-1252 when it has no others.
CP1252_LETTERS = frozenset("åäöÅÄÖéÉèÈüÜàÀáÁêÊëËïÏôÔæÆøØ–—‘’“”…•§°´·»«½€©®\u00a0")


def decoded_text(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1252, with LF line ends and without byte order marks.

    Raises:
        InvalidCaptions: Empty, too large or in another encoding.
    """
    if not data.strip():
        raise InvalidCaptions(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise InvalidCaptions(_("The file is larger than 5 MB; captions are not."))
    unknown = InvalidCaptions(_("The file is not text in a known encoding. Save it as UTF-8."))
    while data.startswith(BOM_UTF8):
        data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        if not CP1252_LETTERS.issuperset(letter for letter in set(text) if not letter.isascii()):
            raise unknown from None
    if BINARY.search(text):
        raise unknown
    return without_control_characters(LINE_BREAK.sub("\n", text.replace(BYTE_ORDER_MARK, "")))
