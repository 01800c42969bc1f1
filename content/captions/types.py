"""What captions are made of, and the error of a file that has none that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


class InvalidCaptions(ValueError):
    """The file cannot be read as captions; the message is shown to the editor."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What one speaker says between two times, in milliseconds of the recording; `speaker` may be empty."""

    start: int
    end: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class VoiceSpan:
    """What one speaker says within a caption, as plain text; `speaker` may be empty."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Caption:
    """What is shown between two times, in milliseconds: what each voice says, in the order of the file.

    `settings` say where it stands (WebVTT cue settings), and may be empty. `line` is that of its times, from 1.
    """

    line: int
    start: int
    end: int
    settings: str
    spans: tuple[VoiceSpan, ...]

    def cues(self) -> Iterator[Cue]:
        for span in self.spans:
            yield Cue(self.start, self.end, span.speaker, span.text)
