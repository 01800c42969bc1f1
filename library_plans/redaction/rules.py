"""What of a collected edition may be shown: all but what is withheld on the day."""

from __future__ import annotations

import re
from datetime import date

from django.utils import timezone

from library_plans.models.editions import Edition
from library_plans.models.redactions import Withheld


def withheld_now(edition: Edition, on: date | None = None) -> list[Withheld]:
    """What of an edition is withheld on a day (today)."""
    on = on or timezone.localdate()
    return [row for row in edition.withheld.all() if row.until is None or row.until >= on]


def is_withheld(edition: Edition) -> bool:
    """Whether all of it is."""
    return any(row.page_number is None for row in withheld_now(edition))


def is_page_withheld(edition: Edition, number: int) -> bool:
    """Whether nothing of a page may be shown: all of it is withheld, or words that could not be found on it."""
    rows = [row for row in withheld_now(edition) if row.page_number in (None, number)]
    return any(not row.words or row.not_found for row in rows)


def shows_image(edition: Edition, number: int) -> bool:
    """A picture shows everything, so it is not served while any words of the page are withheld."""
    return edition.has_pages and not any(row.page_number in (None, number) for row in withheld_now(edition))


def pattern_of(words: str) -> re.Pattern[str]:
    """Finds words however lines and blanks fall between them, in capitals or not."""
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()), re.IGNORECASE)
