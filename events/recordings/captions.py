"""Parses captions, WebVTT or SRT, into cues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from io import StringIO

from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument
from webvtt import WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError
from webvtt.models import Caption

MAX_BYTES = 5_000_000
# A day of speech has about 8,000 captions and 40,000 lines. More would keep the server busy with one file.
MAX_CUES, MAX_LINES, MAX_LINE_LENGTH, MAX_SPEAKER_LENGTH = 20_000, 100_000, 2_000, 200
ARROW = "-->"
TIMESTAMP = r"(?:\d{1,4}:)?[0-5]?\d:[0-5]\d[.,]\d{1,3}"
TIMING_LINE = re.compile(rf"\s*{TIMESTAMP}\s*{ARROW}\s*{TIMESTAMP}(?:\s|$)", re.ASCII)
LINE_BREAK = re.compile(r"\r\n?")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>")  # formatting, voices, times within a line; not a lone <
POSITION = re.compile(r"\{\\[^{}]*\}")  # {\an8}: where SRT players put the text
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# The non-ASCII characters of Swedish text: a file is taken for Windows-1252 when it has no others.
CP1252_LETTERS = frozenset("åäöÅÄÖéÉèÈüÜàÀáÁêÊëËïÏôÔæÆøØ–—‘’“”…•§°´·»«½€©®\u00a0")


class InvalidCaptions(ValueError):
    """The file cannot be read as captions; the message is shown to the editor."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What one speaker says between two times, in milliseconds of the recording; `speaker` may be empty."""

    start: int
    end: int
    speaker: str
    text: str


def parse_captions(data: bytes) -> list[Cue]:
    """The cues in order of start time, as plain text; they may overlap where two speak at once.

    Raises:
        InvalidCaptions: Empty, too large, too many or too long lines, without text, neither WebVTT nor SRT, or with
            invalid times.
    """
    text = decoded_text(data).lstrip("\ufeff\r\n\t ")
    if ARROW not in text:
        raise InvalidCaptions(_("The file has no captions: no line with times was found."))
    validate_extent(text)
    validate_timestamps(text)
    buffer, kind = StringIO(text), "vtt" if text.startswith("WEBVTT") else "srt"
    try:
        captions = WebVTT.from_buffer(buffer, format=kind).captions
    except (MalformedFileError, MalformedCaptionError) as error:
        raise InvalidCaptions(_("The file is neither WebVTT nor SRT.")) from error
    validate_time_order(captions)
    cues = [cue for caption in captions for cue in speaker_cues(caption)]
    if not cues:
        raise InvalidCaptions(_("The file has times but no text."))
    validate_speakers(cues)
    return cues


def document_cues(document: AbstractDocument) -> list[Cue]:
    """The cues of a stored document; raises as `parse_captions`, and OSError when the file is missing."""
    with document.open_file() as file:
        return parse_captions(file.read(MAX_BYTES + 1))


def decoded_text(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1252, with LF line ends.

    Raises:
        InvalidCaptions: Empty, too large or in another encoding.
    """
    if not data.strip():
        raise InvalidCaptions(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise InvalidCaptions(_("The file is larger than 5 MB; captions are not."))
    unknown = InvalidCaptions(_("The file is not text in a known encoding. Save it as UTF-8."))
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        if not CP1252_LETTERS.issuperset(letter for letter in set(text) if not letter.isascii()):
            raise unknown from None
    if CONTROL.search(text):
        raise unknown
    return LINE_BREAK.sub("\n", text)


def validate_extent(text: str) -> None:
    """Raises InvalidCaptions when the text has more or longer lines than speech has, before it is parsed."""
    if text.count(ARROW) > MAX_CUES:
        raise InvalidCaptions(_("The file has more than %(count)s captions. Divide it.") % {"count": MAX_CUES})
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise InvalidCaptions(_("The file has more than %(count)s lines. Divide it.") % {"count": MAX_LINES})
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_LINE_LENGTH:
            message = _("Line %(number)s is longer than %(count)s characters.")
            raise InvalidCaptions(message % {"number": number, "count": MAX_LINE_LENGTH})


def validate_speakers(cues: Sequence[Cue]) -> None:
    """Raises InvalidCaptions when a name is longer than it is stored, or captions change between too many of them."""
    if len(cues) > MAX_CUES:
        raise InvalidCaptions(_("The file has more than %(count)s captions. Divide it.") % {"count": MAX_CUES})
    if any(len(cue.speaker) > MAX_SPEAKER_LENGTH for cue in cues):
        message = _("The name of a speaker is longer than %(count)s characters.")
        raise InvalidCaptions(message % {"count": MAX_SPEAKER_LENGTH})


def validate_timestamps(text: str) -> None:
    """Raises InvalidCaptions at a malformed timing line: the parser would skip it silently together with its text."""
    for number, line in enumerate(text.split("\n"), start=1):
        if ARROW in line and not TIMING_LINE.match(line):
            message = _("Line %(number)s has times that cannot be read: %(line)s")
            raise InvalidCaptions(message % {"number": number, "line": line.strip()[:60]})


def validate_time_order(captions: Iterable[Caption]) -> None:
    """Raises InvalidCaptions when a caption ends before it begins, or begins before the previous one."""
    before = 0
    for caption in captions:
        start, end = caption.start_time.in_milliseconds(), caption.end_time.in_milliseconds()
        if end < start:
            raise InvalidCaptions(_("The text at %(time)s ends before it begins.") % {"time": caption.start})
        if start < before:
            raise InvalidCaptions(
                _("The text at %(time)s stands after one that begins later.") % {"time": caption.start}
            )
        before = start


def speaker_cues(caption: Caption) -> Iterator[Cue]:
    """A cue for each speaker of a caption: `<v Name>` names the speaker of its line and of the lines below it."""
    lines_by_speaker: dict[str, list[str]] = {}
    speaker = ""
    for line in caption.lines:
        if voice := Caption.VOICE_SPAN_PATTERN.match(line):
            speaker = unescape(voice[1]).strip()
        text = " ".join(unescape(TAG.sub("", POSITION.sub("", line))).split())
        if text:
            lines_by_speaker.setdefault(speaker, []).append(text)
    start, end = caption.start_time.in_milliseconds(), caption.end_time.in_milliseconds()
    for name, texts in lines_by_speaker.items():
        yield Cue(start, end, name, "\n".join(texts))
