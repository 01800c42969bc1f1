"""A citation of a page: words, plan, day of adoption, page and permanent URL."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

MAX_CHARACTERS = 600  # characters; a citation is a passage, not a page


@dataclass(frozen=True, slots=True)
class Citation:
    """`place` is "sida 14 (tryckt 12)" or "avsnitt 3"; `url` is absolute and holds no query."""

    words: str
    owner: str
    title: str
    adopted: date | None
    place: str
    url: str
    example: bool = False

    @property
    def source(self) -> str:
        """Everything but the words, on one line."""
        decided = _("adopted %(day)s") % {"day": date_format(self.adopted, "j F Y")} if self.adopted else ""
        warning = _("invented example text") if self.example else ""
        return ", ".join(part for part in (self.owner, self.title, decided, self.place, warning) if part)

    def __str__(self) -> str:
        return f"”{self.words}”\n{self.source}. {self.url}"


def shortened(text: str) -> str:
    """The text on one line, cut at a word to at most `MAX_CHARACTERS` characters."""
    return textwrap.shorten(text, MAX_CHARACTERS, placeholder=" …", break_on_hyphens=False)
