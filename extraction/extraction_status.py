"""The state of a document from the states of its pages, with the reasons for it."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.reasons import ExtractionReason, ReasonCode, page_ranges
from extraction.types import ReadPage, TextState

MIN_LETTERS = 20  # fewer on a page with pictures are no text
POOR_SHARE = 0.25  # of the pages with text: one doubtful page makes no document poor

PAGE_REASONS = {
    TextState.POOR: ReasonCode.POOR_PAGES,
    TextState.NO_TEXT: ReasonCode.PAGES_WITHOUT_TEXT,
    TextState.DAMAGED: ReasonCode.DAMAGED_PAGES,
    TextState.OCR: ReasonCode.OCR_PAGES,
}  # in the order in which they are told


def extraction_status(
    pages: Sequence[ReadPage], blank: frozenset[int], letters: int, ocr_installed: bool
) -> tuple[TextState, tuple[ExtractionReason, ...]]:
    """The state of a document. `blank` are pages with nothing on them; `letters` is the length of all its text."""
    numbers: dict[TextState, list[int]] = {}
    for page in pages:
        if page.number not in blank:
            numbers.setdefault(page.state, []).append(page.number)
    if not letters:
        return _without_text(numbers, ocr_installed)
    reasons = [
        ExtractionReason(code, page_ranges(numbers[state])) for state, code in PAGE_REASONS.items() if state in numbers
    ]
    if TextState.NO_TEXT in numbers:
        reasons.append(_ocr_prospect(ocr_installed))
    return _worst(numbers), tuple(reasons)


def _worst(numbers: dict[TextState, list[int]]) -> TextState:
    readable = sum(len(numbers.get(state, ())) for state in (TextState.TEXT, TextState.OCR, TextState.POOR))
    poor = len(numbers.get(TextState.POOR, ()))
    if poor and (poor == readable or (poor > 1 and poor >= POOR_SHARE * readable)):
        return TextState.POOR
    if TextState.NO_TEXT in numbers or TextState.DAMAGED in numbers:
        return TextState.PARTIAL
    return TextState.OCR if TextState.OCR in numbers else TextState.TEXT


def _without_text(
    numbers: dict[TextState, list[int]], ocr_installed: bool
) -> tuple[TextState, tuple[ExtractionReason, ...]]:
    for state in (TextState.NO_TEXT, TextState.DAMAGED):
        if state in numbers:
            pages = ExtractionReason(PAGE_REASONS[state], page_ranges(numbers[state]))
            return state, (pages, _ocr_prospect(ocr_installed)) if state is TextState.NO_TEXT else (pages,)
    return TextState.NO_TEXT, (ExtractionReason(ReasonCode.NO_TEXT),)


def _ocr_prospect(ocr_installed: bool) -> ExtractionReason:
    """Whether pages without text will be read later."""
    return ExtractionReason(ReasonCode.OCR_PENDING if ocr_installed else ReasonCode.OCR_NOT_INSTALLED)
