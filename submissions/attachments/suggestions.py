"""What a file says of itself, for the sender to confirm."""

from __future__ import annotations

from dataclasses import dataclass

from submissions.attachments.reading import EXTENSION
from submissions.choices import Kind
from submissions.models import Attachment


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value as the form takes it (days in ISO), the page that it rests on (0: the name of the file), the words there.

    In doubt when the text tells others too.
    """

    value: str
    page: int
    quote: str
    in_doubt: bool


def suggestions(attachment: Attachment, kind: str = Kind.PLAN) -> dict[str, Suggestion]:
    """By field of the form: `owner_codes`, `title`, `starts`, `ends`, `decided_on`, `body`, `section`, `dnr` …

    For a decision those of the extension (`decision_kind`, `new_end` …) alone. Empty while the file is being read.
    """
    stored = attachment.suggestions
    if kind == Kind.DECISION:
        stored = {name.removeprefix(EXTENSION): one for name, one in stored.items() if name.startswith(EXTENSION)}
    return {name: Suggestion(**found) for name, found in stored.items() if not name.startswith(EXTENSION)}
