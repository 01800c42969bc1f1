"""Writes captions as WebVTT (W3C Candidate Recommendation, 4 April 2019)."""

from __future__ import annotations

from collections.abc import Iterable

from content.captions.types import Caption, VoiceSpan

MEDIA_TYPE = "text/vtt; charset=utf-8"


def render_webvtt(captions: Iterable[Caption]) -> str:
    """A WebVTT file: times, places and voices of the captions, a line for each voice, without other markup."""
    return "\n\n".join(["WEBVTT", *map(cue_block, captions)]) + "\n"


def cue_block(caption: Caption) -> str:
    times = f"{timestamp(caption.start)} --> {timestamp(caption.end)} {caption.settings}".rstrip()
    return "\n".join([times, *map(voice_line, caption.spans)])


def voice_line(span: VoiceSpan) -> str:
    text = escape(span.text)
    return f"<v {escape(span.speaker)}>{text}</v>" if span.speaker else text


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def timestamp(milliseconds: int) -> str:
    """`01:02:03.004`."""
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
