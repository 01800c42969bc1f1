"""Reads captions, WebVTT or SRT, into what is said when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from io import StringIO

from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument
from webvtt import WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError
from webvtt.models import Caption

MAX_BYTES = 5_000_000
ARROW = "-->"
TIME = r"(?:\d{1,4}:)?[0-5]?\d:[0-5]\d[.,]\d{1,3}"
TIMES = re.compile(rf"\s*{TIME}\s*{ARROW}\s*{TIME}(?:\s|$)", re.ASCII)
LINE_END = re.compile(r"\r\n?")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>")  # formatting, voices, times within a line; not a lone <
POSITION = re.compile(r"\{\\[^{}]*\}")  # {\an8}: where SRT players put the text
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What Swedish text holds beside ASCII: a file of older Windows is known by having nothing else.
KNOWN_LETTERS = frozenset("åäöÅÄÖéÉèÈüÜàÀáÁêÊëËïÏôÔæÆøØ–—‘’“”…•§°´·»«½€©®\u00a0")


class CaptionsRefused(ValueError):
    """No captions; the message is a sentence for the editor."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What one voice says from one time to another, in milliseconds of the film; `speaker` may be empty."""

    start: int
    end: int
    speaker: str
    text: str


def read_captions(data: bytes) -> list[Cue]:
    """What is said, in the order of time, as plain text; cues may overlap where two speak at once.

    Raises:
        CaptionsRefused: Empty, too large, no text, neither WebVTT nor SRT, or times that cannot be.
    """
    text = decoded(data).lstrip("\ufeff\r\n\t ")
    if ARROW not in text:
        raise CaptionsRefused(_("The file has no captions: no line with times was found."))
    refuse_unreadable_times(text)
    buffer, kind = StringIO(text), "vtt" if text.startswith("WEBVTT") else "srt"
    try:
        captions = WebVTT.from_buffer(buffer, format=kind).captions
    except (MalformedFileError, MalformedCaptionError) as error:
        raise CaptionsRefused(_("The file is neither WebVTT nor SRT.")) from error
    refuse_impossible_times(captions)
    cues = [cue for caption in captions for cue in voices(caption)]
    if not cues:
        raise CaptionsRefused(_("The file has times but no text."))
    return cues


def captions_of(document: AbstractDocument) -> list[Cue]:
    """What is said in a stored file; raises as `read_captions`, and OSError when the file is gone."""
    with document.open_file() as file:
        return read_captions(file.read(MAX_BYTES + 1))


def decoded(data: bytes) -> str:
    """The text of a file: Unicode, or Windows-1252 where it can be nothing else."""
    if not data.strip():
        raise CaptionsRefused(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise CaptionsRefused(_("The file is larger than 5 MB; captions are not."))
    unknown = CaptionsRefused(_("The file is not text in a known encoding. Save it as UTF-8."))
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        if not KNOWN_LETTERS.issuperset(letter for letter in text if not letter.isascii()):
            raise unknown from None
    if CONTROL.search(text):
        raise unknown
    return LINE_END.sub("\n", text)


def refuse_unreadable_times(text: str) -> None:
    """A line of times that is wrong would be passed over in silence, with all that is said there."""
    for number, line in enumerate(text.split("\n"), start=1):
        if ARROW in line and not TIMES.match(line):
            message = _("Line %(number)s has times that cannot be read: %(line)s")
            raise CaptionsRefused(message % {"number": number, "line": line.strip()[:60]})


def refuse_impossible_times(captions: Iterable[Caption]) -> None:
    before = 0
    for caption in captions:
        start, end = caption.start_time.in_milliseconds(), caption.end_time.in_milliseconds()
        if end < start:
            raise CaptionsRefused(_("The text at %(time)s ends before it begins.") % {"time": caption.start})
        if start < before:
            raise CaptionsRefused(
                _("The text at %(time)s stands after one that begins later.") % {"time": caption.start}
            )
        before = start


def voices(caption: Caption) -> Iterator[Cue]:
    """What each voice of a caption says: a line that begins with `<v Name>` belongs to it and so do those below."""
    said: dict[str, list[str]] = {}
    speaker = ""
    for line in caption.lines:
        if voice := Caption.VOICE_SPAN_PATTERN.match(line):
            speaker = unescape(voice[1]).strip()
        text = " ".join(unescape(TAG.sub("", POSITION.sub("", line))).split())
        if text:
            said.setdefault(speaker, []).append(text)
    start, end = caption.start_time.in_milliseconds(), caption.end_time.in_milliseconds()
    for name, texts in said.items():
        yield Cue(start, end, name, "\n".join(texts))
