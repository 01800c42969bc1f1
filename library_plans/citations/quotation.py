"""How a place in a plan is cited: the words, the plan, when it was adopted, the page and an address that lasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

MAX_LETTERS = 600  # characters; a citation is a passage, not a page


@dataclass(frozen=True, slots=True)
class Quotation:
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
        """Everything but the words, as one line."""
        decided = _("adopted %(day)s") % {"day": date_format(self.adopted, "j F Y")} if self.adopted else ""
        warning = _("invented example text") if self.example else ""
        return ", ".join(part for part in (self.owner, self.title, decided, self.place, warning) if part)

    def __str__(self) -> str:
        return f"”{self.words}”\n{self.source}. {self.url}"


def shortened(text: str) -> str:
    """At most `MAX_LETTERS` characters, cut at a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= MAX_LETTERS else f"{flat[:MAX_LETTERS].rsplit(' ', 1)[0]} …"
