"""Groups caption cues into transcript segments: what one speaker says, of about a minute each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from content.captions.types import Cue

# Milliseconds. A segment ends at the first end of a sentence after MIN_LENGTH, and anyway at MAX_LENGTH or MAX_PAUSE.
MIN_LENGTH, MAX_LENGTH, MAX_PAUSE = 45_000, 90_000, 8_000
SENTENCE_ENDS = (".", "!", "?", "…", '."', '!"', '?"', ".”", "!”", "?”")


@dataclass(frozen=True, slots=True)
class Segment:
    """What one speaker says without a break; `start` and `end` are whole seconds of the recording."""

    start: int
    end: int
    speaker: str
    text: str


@dataclass(slots=True)
class SegmentBuilder:
    """Collects the lines of a segment; times are milliseconds."""

    start: int
    end: int
    speaker: str
    lines: list[str] = field(default_factory=list)

    def continues_with(self, cue: Cue) -> bool:
        """Whether the cue belongs to the same segment."""
        if cue.speaker != self.speaker or cue.start - self.end > MAX_PAUSE or cue.end - self.start > MAX_LENGTH:
            return False
        return self.end - self.start < MIN_LENGTH or not self.lines[-1].endswith(SENTENCE_ENDS)

    def build(self) -> Segment:
        return Segment(self.start // 1000, -(-self.end // 1000), self.speaker, " ".join(self.lines))


def segments(cues: Iterable[Cue], start: int = 0, end: int | None = None) -> list[Segment]:
    """The segments of a recording, or of the cues that begin within the seconds from `start` up to `end`."""
    builders: list[SegmentBuilder] = []
    for cue in cues:
        if cue.start < start * 1000 or (end is not None and cue.start >= end * 1000):
            continue
        lines = new_lines(cue, builders[-1]) if builders else cue.text.split("\n")
        if not lines:
            builders[-1].end = max(builders[-1].end, cue.end)
            continue
        if not builders or not builders[-1].continues_with(cue):
            builders.append(SegmentBuilder(cue.start, cue.end, cue.speaker))
        builders[-1].lines += lines
        builders[-1].end = max(builders[-1].end, cue.end)
    return [builder.build() for builder in builders]


def new_lines(cue: Cue, previous: SegmentBuilder) -> Sequence[str]:
    """The lines of a cue without a first line that repeats the previous one, as roll-up captions do."""
    lines = cue.text.split("\n")
    repeats = cue.start <= previous.end and cue.speaker == previous.speaker and lines[0] == previous.lines[-1]
    return lines[1:] if repeats else lines
