"""The state of a page, and of a document from its pages, each with a sentence for a person."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.types import ReadPage, TextState

FEW_LETTERS = 20

POOR = (
    "Texten på sida {pages} går inte att lita på: teckensnittet är förvrängt eller mellanrum saknas.",
    "Texten på sidorna {pages} går inte att lita på: teckensnittet är förvrängt eller mellanrum saknas.",
)
UNREAD = ("Sida {pages} är en bild utan text.", "Sidorna {pages} är bilder utan text.")
TO_BE_READ = "Texten läses in med teckentolkning."
NO_PROGRAM = "Teckentolkning är inte installerad här."
FAILED = ("Sida {pages} är skadad och gick inte att läsa.", "Sidorna {pages} är skadade och gick inte att läsa.")
READ_FROM_PICTURES = (
    "Sida {pages} är läst med teckentolkning; enstaka ord kan vara fel.",
    "Sidorna {pages} är lästa med teckentolkning; enstaka ord kan vara fel.",
)
EMPTY = "Dokumentet har ingen text."


def verdict(
    pages: Sequence[ReadPage], blank: frozenset[int], letters: int, ocr_installed: bool
) -> tuple[TextState, str]:
    """The state of a document. `blank` are pages with nothing on them; `letters` is the length of all its text."""
    by_state: dict[TextState, list[int]] = {}
    for page in pages:
        if page.number not in blank:
            by_state.setdefault(page.state, []).append(page.number)
    unread = by_state.get(TextState.NO_TEXT, [])
    failed = by_state.get(TextState.DAMAGED, [])
    if not letters:
        return _without_text(unread, failed, ocr_installed)
    poor, read = by_state.get(TextState.POOR, []), by_state.get(TextState.OCR, [])
    told = ((POOR, poor), (UNREAD, unread), (FAILED, failed), (READ_FROM_PICTURES, read))
    sentences = [_said(sentence, found) for sentence, found in told if found]
    if unread:
        sentences.append(TO_BE_READ if ocr_installed else NO_PROGRAM)
    return _worst(poor, [*unread, *failed], read), " ".join(sentences)


def _worst(poor: Sequence[int], missing: Sequence[int], from_pictures: Sequence[int]) -> TextState:
    if poor:
        return TextState.POOR
    if missing:
        return TextState.PARTIAL
    return TextState.OCR if from_pictures else TextState.TEXT


def _without_text(unread: Sequence[int], failed: Sequence[int], ocr_installed: bool) -> tuple[TextState, str]:
    if unread:
        hint = TO_BE_READ if ocr_installed else NO_PROGRAM
        return TextState.NO_TEXT, f"{_said(UNREAD, unread)} {hint}"
    if failed:
        return TextState.DAMAGED, _said(FAILED, failed)
    return TextState.NO_TEXT, EMPTY


def _said(sentences: tuple[str, str], pages: Sequence[int]) -> str:
    """The sentence for one page or for several."""
    return sentences[len(pages) > 1].format(pages=_runs(pages))


def _runs(numbers: Sequence[int]) -> str:
    """ "1–4, 7", at most six runs of pages."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return ", ".join(named[:6]) + (" med flera" if len(named) > 6 else "")
