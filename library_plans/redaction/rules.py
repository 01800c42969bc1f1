"""Which parts of an edition are redacted on a day."""

from __future__ import annotations

import re
from datetime import date

from django.utils import timezone

from library_plans.models.editions import SUFFIXES, Edition
from library_plans.models.redactions import Redaction


def active_redactions(edition: Edition, on: date | None = None) -> list[Redaction]:
    """The redactions of an edition on a day (today)."""
    on = on or timezone.localdate()
    return [row for row in edition.redactions.all() if row.until is None or row.until >= on]


def is_redacted(edition: Edition) -> bool:
    """Whether the whole edition is redacted."""
    return any(row.page_number is None for row in active_redactions(edition))


def is_page_redacted(edition: Edition, number: int) -> bool:
    """Whether nothing of a page may be shown: all of it is redacted, or words that could not be found on it."""
    rows = [row for row in active_redactions(edition) if row.page_number in (None, number)]
    return any(not row.words or row.not_found for row in rows)


def is_file_shown(edition: Edition, publishes: bool) -> bool:
    """Whether the file may be fetched: a format that is read, no part of it redacted, and KB `publishes` copies."""
    return publishes and edition.media_type in SUFFIXES and not active_redactions(edition)


def is_image_shown(edition: Edition, number: int) -> bool:
    """Whether the image of a page may be shown: nothing on the page is redacted."""
    return edition.has_pages and not any(row.page_number in (None, number) for row in active_redactions(edition))


def words_pattern(words: str) -> re.Pattern[str]:
    """Matches words in upper or lower case, whatever line breaks and blanks stand between them."""
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()), re.IGNORECASE)
