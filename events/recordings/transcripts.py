"""Makes captions readable: what one speaker says, in pieces of about a minute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from events.recordings.captions import Cue

# Milliseconds: a piece ends with a sentence once it is long enough, anyway when it is too long or nobody speaks.
LONG_ENOUGH, TOO_LONG, SILENCE = 45_000, 90_000, 8_000
SENTENCE_ENDS = (".", "!", "?", "…", '."', '!"', '?"', ".”", "!”", "?”")


@dataclass(frozen=True, slots=True)
class Passage:
    """What is said without a break; `start` and `end` are whole seconds of the film."""

    start: int
    end: int
    speaker: str
    text: str


@dataclass(slots=True)
class Growing:
    """A passage while its lines are gathered, in milliseconds."""

    start: int
    end: int
    speaker: str
    lines: list[str] = field(default_factory=list)

    def goes_on_with(self, cue: Cue) -> bool:
        if cue.speaker != self.speaker or cue.start - self.end > SILENCE or cue.end - self.start > TOO_LONG:
            return False
        return self.end - self.start < LONG_ENOUGH or not self.lines[-1].endswith(SENTENCE_ENDS)

    def passage(self) -> Passage:
        return Passage(self.start // 1000, -(-self.end // 1000), self.speaker, " ".join(self.lines))


def passages(cues: Iterable[Cue], first: int = 0, last: int | None = None) -> list[Passage]:
    """The transcript of a film, or of the part of it between two seconds: of a cue, its beginning decides."""
    found: list[Growing] = []
    for cue in cues:
        if cue.start < first * 1000 or (last is not None and cue.start >= last * 1000):
            continue
        lines = unrepeated(cue, found[-1]) if found else cue.text.split("\n")
        if not lines:
            found[-1].end = max(found[-1].end, cue.end)
            continue
        if not found or not found[-1].goes_on_with(cue):
            found.append(Growing(cue.start, cue.end, cue.speaker))
        found[-1].lines += lines
        found[-1].end = max(found[-1].end, cue.end)
    return [growing.passage() for growing in found]


def unrepeated(cue: Cue, before: Growing) -> Sequence[str]:
    """The lines of a cue without the one that still stands from the cue before: captions that roll repeat it."""
    lines = cue.text.split("\n")
    repeats = cue.start <= before.end and cue.speaker == before.speaker and lines[0] == before.lines[-1]
    return lines[1:] if repeats else lines
