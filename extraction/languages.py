"""The language of each passage: what its words say, else what the file declares, else what is around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extraction.types import PassageKind, ReadPassage
from search.language import UNDETERMINED, detect_language, is_known

MIN_LETTERS = 80  # a shorter passage is in a language of the passages around it
MAX_LETTERS = 20_000  # the language of a document shows in its first pages
MIN_WORDS = 30  # of a document in an unknown language; with fewer it is in the language that the register says
MIN_KNOWN = 0.5  # of the words of a short passage that the Swedish dictionary has
DEFAULT = "sv"


def document_language(texts: Sequence[str], declared: str) -> str:
    """The language that most of a document is in. `declared` is that of the register or the file."""
    text = " ".join(texts)[:MAX_LETTERS]
    detected = detect_language(text)
    if detected != UNDETERMINED:
        return detected
    if declared != DEFAULT or len(text.split()) < MIN_WORDS or _is_swedish(text):
        return declared
    return UNDETERMINED


def with_languages(passages: Sequence[ReadPassage], declared: Sequence[str], main: str) -> tuple[ReadPassage, ...]:
    """The passages, each in its language.

    Args:
        passages: In reading order.
        declared: The language that the file gives for each, "" for none.
        main: The language of the document.
    """
    sure = [detect_language(passage.text) if len(passage.text) >= MIN_LETTERS else UNDETERMINED for passage in passages]
    before, after = _nearest(sure, main), _nearest(sure[::-1], main)[::-1]
    languages = [
        found if found != UNDETERMINED else given or _of_neighbours(passage, above, below, main)
        for passage, found, given, above, below in zip(passages, sure, declared, before, after, strict=True)
    ]
    return tuple(
        passage if passage.language == language else replace(passage, language=language)
        for passage, language in zip(passages, languages, strict=True)
    )


def _nearest(sure: Sequence[str], main: str) -> list[str]:
    """For each passage the language of the nearest one before it that is sure of its own."""
    nearest, last = [], main
    for language in sure:
        nearest.append(last)
        last = language if language != UNDETERMINED else last
    return nearest


def _of_neighbours(passage: ReadPassage, above: str, below: str, main: str) -> str:
    """The language that a passage without enough words of its own is in: a heading goes with what follows it."""
    if above == below:
        return above
    if DEFAULT in (above, below) and _is_swedish(passage.text):
        return DEFAULT
    detected = detect_language(passage.text)
    if detected in (above, below):
        return detected
    other = below if passage.kind is PassageKind.HEADING else above
    return other if not _is_swedish(passage.text) else main


def _is_swedish(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 2 and word.isalpha()]
    return sum(map(is_known, words)) >= MIN_KNOWN * len(words)
