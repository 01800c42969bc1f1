"""Reads WebVTT and SRT line by line: what a browser would leave out in silence is read as meant, or refused.

What the file is called does not matter, nor whether times have hours, comma or point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument

from content.captions.cue_text import voice_spans
from content.captions.encoding import MAX_BYTES, decoded_text
from content.captions.types import Caption, Cue, InvalidCaptions

# A day of speech has about 8,000 captions and 40,000 lines. More would keep the server busy with one file.
MAX_CUES, MAX_LINES, MAX_LINE_LENGTH, MAX_SPEAKER_LENGTH = 20_000, 100_000, 2_000, 200
QUOTED = 60  # characters of a line that an error names
ARROW = "-->"
TIME = r"(?:(\d{1,4}):)?([0-5]?\d):([0-5]\d)[.,](\d{3})"
TIMES = re.compile(rf"\s*{TIME}\s*{ARROW}\s*{TIME}(?:\s+(.*))?", re.ASCII)
# Times between which a program has put an arrow or dash of its own.
UNREADABLE_TIMES = re.compile(r"\s*[\d:]+:\d\d[.,]\d{1,3}\s*\S{1,4}\s*[\d:]+:\d\d[.,]\d{1,3}(?:\s|$)", re.ASCII)
HEADER = re.compile(r"WEBVTT(?:[ \t].*)?")
COMMENT = re.compile(r"NOTE(?:[ \t].*)?|(?:STYLE|REGION)[ \t]*")
NUMBER = "(?:[0-9]+(?:[.][0-9]+)?)"
SETTING = re.compile(
    rf"vertical:(?:rl|lr)|line:-?{NUMBER}%?(?:,(?:start|center|end))?|size:{NUMBER}%"
    rf"|position:{NUMBER}%(?:,(?:line-left|center|line-right))?|align:(?:start|center|end|left|right)"
)


def read_captions(data: bytes) -> list[Caption]:
    """The captions with text, in order of start time; they may overlap.

    Raises:
        InvalidCaptions: Empty, too large, in an unknown encoding, too many or too long lines, no text, or a line that
            is neither times nor belongs to any; the message names it by its number from 1.
    """
    text = decoded_text(data)
    if ARROW not in text:
        raise InvalidCaptions(_("The file has no captions: no line with times was found."))
    validate_extent(text)
    lines = text.split("\n")
    named = is_webvtt(lines)
    captions = [caption for number, block in blocks(lines) for caption in captions_of(number, block, named=named)]
    validate_order(captions)
    captions = [caption for caption in captions if caption.spans]
    if not captions:
        raise InvalidCaptions(_("The file has times but no text."))
    validate_speakers(captions)
    return captions


def parse_captions(data: bytes) -> list[Cue]:
    """What each speaker says, in order of start time, as plain text; raises as `read_captions`."""
    return [cue for caption in read_captions(data) for cue in caption.cues()]


def document_captions(document: AbstractDocument) -> list[Caption]:
    """The captions of a stored document; raises as `read_captions`, and OSError when the file is missing."""
    with document.open_file() as file:
        return read_captions(file.read(MAX_BYTES + 1))


def document_cues(document: AbstractDocument) -> list[Cue]:
    """What each speaker says in a stored document; raises as `document_captions`."""
    return [cue for caption in document_captions(document) for cue in caption.cues()]


def validate_extent(text: str) -> None:
    """Raises InvalidCaptions when the text has more or longer lines than speech has, before it is parsed."""
    if text.count(ARROW) > MAX_CUES:
        raise InvalidCaptions(_("The file has more than %(count)s captions. Divide it.") % {"count": MAX_CUES})
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        raise InvalidCaptions(_("The file has more than %(count)s lines. Divide it.") % {"count": MAX_LINES})
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_LINE_LENGTH:
            message = _("Line %(number)s is longer than %(count)s characters.")
            raise InvalidCaptions(message % {"number": number, "count": MAX_LINE_LENGTH})


def is_webvtt(lines: Iterable[str]) -> bool:
    """Whether the first line with text is the head of a WebVTT file."""
    return HEADER.fullmatch(next(filter(str.strip, lines), "")) is not None


def blocks(lines: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """The lines between empty lines, with the number of the first, from 1; without the head of a WebVTT file."""
    ends = [-1, *(place for place, line in enumerate(lines) if not line), len(lines)]
    found = [(before + 2, lines[before + 1 : end]) for before, end in pairwise(ends)]
    found = [(number, block) for number, block in found if any(map(str.strip, block))]
    if is_webvtt(lines):
        number, head = found.pop(0)
        times = next((place for place, line in enumerate(head) if ARROW in line), len(head))
        yield number + times, head[times:]
    yield from found


def captions_of(number: int, block: Sequence[str], *, named: bool) -> Iterator[Caption]:
    """The captions of a block whose first line is the line `number`; none in a comment, a style and a region.

    In a WebVTT file they may be `named`; in others the line above the times is a number, if there is any.

    Raises:
        InvalidCaptions: A line belongs to no caption, or an empty line is missing between two.
    """
    times = [place for place, line in enumerate(block) if is_times(number + place, line)]
    if not block or (not times and COMMENT.fullmatch(block[0])):
        return
    index = block[0] if times and times[0] == 1 else ""
    if not times or times[0] > 1 or COMMENT.fullmatch(block[0]) or not (named or is_number(index) or not index.strip()):
        message = _("Line %(number)s belongs to no caption: %(line)s")
        raise InvalidCaptions(message % {"number": number, "line": block[0].strip()[:QUOTED]})
    for place, following in pairwise([*times, len(block)]):
        lines = block[place + 1 : following]
        if following < len(block) and lines and is_number(lines[-1]):
            if not (is_number(index) and int(lines[-1]) == int(index) + 1):
                message = _("An empty line is missing above line %(number)s.")
                raise InvalidCaptions(message % {"number": number + following - 1})
            lines, index = lines[:-1], lines[-1]
        yield timed_caption(number + place, block[place], lines)


def is_number(line: str) -> bool:
    """Whether the line is a number as captions in SRT have it."""
    stripped = line.strip()
    return stripped.isascii() and stripped.isdigit()


def is_times(number: int, line: str) -> bool:
    """Whether the line has the times of a caption.

    Raises:
        InvalidCaptions: It seems to, but they cannot be read.
    """
    if TIMES.fullmatch(line):
        return True
    if ARROW in line or UNREADABLE_TIMES.match(line):
        message = _("Line %(number)s has times that cannot be read: %(line)s")
        raise InvalidCaptions(message % {"number": number, "line": line.strip()[:QUOTED]})
    return False


def timed_caption(number: int, times: str, lines: Sequence[str]) -> Caption:
    """The caption with its times, which `is_times` has accepted, and the text of its lines."""
    match = TIMES.fullmatch(times)
    assert match is not None
    parts = match.groups()
    settings = " ".join(token for token in (parts[8] or "").split() if SETTING.fullmatch(token))
    return Caption(number, milliseconds(*parts[:4]), milliseconds(*parts[4:8]), settings, voice_spans(lines))


def milliseconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)


def validate_order(captions: Iterable[Caption]) -> None:
    """Raises InvalidCaptions when a caption has no duration, or begins before the previous one."""
    before = 0
    for caption in captions:
        if caption.end <= caption.start:
            message = _("Line %(number)s: the text must end after it begins, or nobody sees it.")
            raise InvalidCaptions(message % {"number": caption.line})
        if caption.start < before:
            message = _("Line %(number)s: the text begins before the one above it.")
            raise InvalidCaptions(message % {"number": caption.line})
        before = caption.start


def validate_speakers(captions: Sequence[Caption]) -> None:
    """Raises InvalidCaptions when a name is longer than it is stored, or captions change between too many of them."""
    if sum(len(caption.spans) for caption in captions) > MAX_CUES:
        raise InvalidCaptions(_("The file has more than %(count)s captions. Divide it.") % {"count": MAX_CUES})
    for caption in captions:
        if any(len(span.speaker) > MAX_SPEAKER_LENGTH for span in caption.spans):
            message = _("Line %(number)s: the name of a speaker is longer than %(count)s characters.")
            raise InvalidCaptions(message % {"number": caption.line, "count": MAX_SPEAKER_LENGTH})
