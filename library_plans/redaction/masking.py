"""Removes redacted words and pages from the stored passages, so that no output can show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone

from extraction.types import PassageKind
from library_plans.indexing import refresh_editions
from library_plans.models import Edition, Passage, Redaction
from library_plans.redaction.rules import words_pattern

PLACEHOLDER = "[maskerat]"
Offsets = tuple[int, int]  # offsets in a text, end not included


def apply_redactions(edition: Edition) -> None:
    """Apply the redactions in force today to passages that have just been stored; within the same transaction."""
    for row in edition.redactions.in_force(timezone.localdate()):
        apply_redaction(row)


def apply_redaction(row: Redaction) -> None:
    """Remove what a redaction names from the passages of its edition, and reindex after commit.

    Words that are not found on the page redact the whole page, and the row says so in `not_found`:
    the file may show them in a way that reading did not.
    """
    with transaction.atomic():
        if row.page_number is None:
            row.edition.passages.all().delete()
        elif row.words:
            redact_words(row, row.page_number)
        else:
            redact_page(row.edition, row.page_number)
        refresh_editions([row.edition_id])


def redact_words(row: Redaction, page: int) -> None:
    pattern = words_pattern(row.words)
    on_page = list(row.edition.passages.filter(page_number=page))
    found = [passage for passage in on_page if pattern.search(passage.text)]
    if on_page and not found:
        redact_page(row.edition, page)
    for passage in found:
        mask(passage, [match.span() for match in pattern.finditer(passage.text)])
        passage.save(update_fields=["text", "boxes"])
    if any(passage.kind == PassageKind.HEADING for passage in found):
        update_heading_paths(row.edition, lambda heading: pattern.sub(PLACEHOLDER, heading))
    row.not_found = bool(on_page) and not found
    Redaction.objects.filter(pk=row.pk).update(not_found=row.not_found)


def redact_page(edition: Edition, page: int) -> None:
    on_page = edition.passages.filter(page_number=page)
    headings = set(on_page.filter(kind=PassageKind.HEADING).values_list("text", flat=True))
    on_page.delete()
    update_heading_paths(edition, lambda heading: PLACEHOLDER if heading in headings else heading)


def mask(passage: Passage, matches: Iterable[Offsets]) -> None:
    """Replace each match by the placeholder: its boxes are removed, those behind it are moved."""
    text, boxes = passage.text, passage.boxes
    for start, end in sorted(matches, reverse=True):
        text = text[:start] + PLACEHOLDER + text[end:]
        moved = len(PLACEHOLDER) - (end - start)
        boxes = [
            [box[0] + moved, box[1] + moved, *box[2:]] if box[0] >= end else box
            for box in boxes
            if box[1] <= start or box[0] >= end
        ]
    passage.text, passage.boxes = text, boxes


def update_heading_paths(edition: Edition, change: Callable[[str], str]) -> None:
    """Rewrite the heading paths of other passages, also on later pages."""
    changed: list[Passage] = []
    for passage in edition.passages.exclude(heading_path=[]).only("heading_path"):
        path = [change(heading) for heading in passage.heading_path]
        if path != passage.heading_path:
            passage.heading_path = path
            changed.append(passage)
    Passage.objects.bulk_update(changed, ["heading_path"], batch_size=200)
