"""The text of a caption: its voice spans as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from content.captions.types import VoiceSpan
from content.control_characters import without_control_characters

TAG = re.compile(r"(</?[a-zA-Z][^<>]*>|<\d[\d:.]*>)")  # formatting, voices, times within a line; not a lone <
VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s([^<>]*))?>")
POSITION = re.compile(r"\{\\[^{}]*\}")  # {\an8}: where SRT players put the text


def voice_spans(lines: Sequence[str]) -> tuple[VoiceSpan, ...]:
    """What each voice says in the lines of a caption, in their order and without markup.

    `<v Name>` begins what Name says, until `</v>` or the end; another voice may begin within it (WebVTT, 6.4).
    """
    spans: list[VoiceSpan] = []
    speakers: list[str] = []
    for piece in TAG.split(POSITION.sub("", "\n".join(lines))):
        if voice := VOICE.fullmatch(piece):
            speakers.append(plain_text(voice[1] or "").replace("\n", " "))
        elif piece == "</v>":
            del speakers[-1:]
        elif piece and not TAG.fullmatch(piece):
            speaker = speakers[-1] if speakers else ""
            if spans and spans[-1].speaker == speaker:
                piece = spans.pop().text + piece
            spans.append(VoiceSpan(speaker, piece))
    plain = (VoiceSpan(span.speaker, plain_text(span.text)) for span in spans)
    return tuple(span for span in plain if span.text)


def plain_text(text: str) -> str:
    """The text with its character references decoded, without empty lines and repeated spaces."""
    decoded = (without_control_characters(unescape(line)) for line in text.split("\n"))
    return "\n".join(filter(None, (" ".join(line.split()) for line in decoded)))
