"""Reads a file that was sent in, in isolated children as every other one, and keeps what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extraction.reasons import ExtractionReason, ReasonCode
from extraction.types import TextState
from library_plans.batches.row_extraction import Reading, read_holder
from library_plans.batches.text_suggestions import decision_suggestions, from_text
from library_plans.choices import EXTENSIONS
from library_plans.suggestions import suggest_plan
from submissions.models import Attachment

EXTENSION = "extension_"  # before the fields of a decision that extends or revises, which stand beside the adoption's


def read_attachment(pk: int) -> None:
    """Read a file once. What is wrong with it is its state; the case that it belongs to is as good as before.

    Raises:
        ReadingInterrupted: By nothing that lies in the file.
        DiskFull: There is no room for what the readers write.
    """
    attachment = Attachment.objects.filter(pk=pk).first()
    if attachment is None or attachment.state not in (TextState.PENDING, TextState.INTERRUPTED):
        return
    reading = read_holder(attachment, attachment.original_name)
    Attachment.objects.filter(pk=pk).update(
        state=reading.extraction.state,
        reasons=[reason.as_json() for reason in reading.extraction.reasons],
        suggestions={**reading.found, **dict(extension_suggestions(reading))},
    )


def extension_suggestions(reading: Reading) -> Iterator[tuple[str, dict[str, Any]]]:
    """The last decision of the text that extends or revises a plan, as minutes tell it."""
    decisions = [one for one in suggest_plan(reading.pages).decisions if one.value.kind in EXTENSIONS]
    for decision in decisions[-1:]:
        yield f"{EXTENSION}decision_kind", from_text(decision, decision.value.kind.value)
        if decision.value.new_end:
            yield f"{EXTENSION}new_end", from_text(decision, decision.value.new_end.isoformat())
        yield from ((f"{EXTENSION}{name}", found) for name, found in decision_suggestions(decision))


def mark_interrupted(pk: int) -> None:
    """Say that the reading was interrupted; the task is tried again, or was given up."""
    reason = ExtractionReason(ReasonCode.READING_INTERRUPTED)
    rows = Attachment.objects.filter(pk=pk, state=TextState.PENDING)
    rows.update(state=TextState.INTERRUPTED, reasons=[reason.as_json()])
