"""Words broken at line ends, and the cutting of long passages."""

from __future__ import annotations

import pytest

from extraction.layout import Word
from extraction.structure.dehyphenation import join_lines, split_text
from extraction.structure.line_segments import LineSegment, closed_up, segment

WORDS = {"läsfrämjande", "biblioteksplan"}


def line(text: str, number: int, broken: bool = False) -> LineSegment:
    words = [
        Word(word, 10.0 * at, 12.0 * number, 10.0 * at + 8, 12.0 * number + 9, 12.0 * number + 9, number, 10.0, False)
        for at, word in enumerate(text.split())
    ]
    return segment([*words[:-1], words[-1]._replace(broken=broken)])


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["läs-", "främjande för alla"], "läsfrämjande för alla"),
        (["läs\u2010", "främjande"], "läsfrämjande"),
        (["för barn-", "och unga"], "för barn- och unga"),
        (["för barn\u2010", "eller unga"], "för barn- eller unga"),
        (["e\u2010böcker och e\u2011tidningar", "här"], "e-böcker och e-tidningar här"),
        (["en e-", "bok"], "en e-bok"),
        (["Västra", "Götaland"], "Västra Götaland"),
        (["åren 2020-", "2024"], "åren 2020- 2024"),
        (["ﬁlialer", "a\u030a r"], "filialer å r"),
    ],
)
def test_words_are_joined_only_when_known(lines: list[str], joined: str) -> None:
    assert join_lines([line(text, number) for number, text in enumerate(lines)], WORDS.__contains__).text == joined


def test_a_word_that_the_file_says_is_broken_is_joined() -> None:
    assert (
        join_lines([line("biblioteks", 0, broken=True), line("plan", 1)], WORDS.__contains__).text == "biblioteksplan"
    )


def test_a_broken_word_has_two_boxes_with_the_same_places() -> None:
    running = join_lines([line("om läs-", 0), line("främjande", 1)], WORDS.__contains__)
    assert [(box.start, box.end) for box in running.boxes] == [(0, 2), (3, 15), (3, 15)]
    assert [box.top for box in running.boxes] == [0, 0, 12]


def test_long_text_is_cut_at_sentence_ends() -> None:
    text = "En mening om böcker. " * 100
    pieces = [text[start:end] for start, end in split_text(text, 1_200)]
    assert [piece for piece in pieces if len(piece) > 1_200 or not piece.endswith(".")] == []
    assert " ".join(pieces) == text.strip()


def test_text_without_sentences_is_cut_at_the_limit() -> None:
    assert [end - start for start, end in split_text("a" * 2_500, 1_200)] == [1_200, 1_200, 100]


@pytest.mark.parametrize("following", ["och fritidsnämnden", "samt fritidsnämnden", "respektive fritidsnämnden"])
def test_a_hyphen_that_the_file_hides_stays_before_a_conjunction(following: str) -> None:
    running = join_lines([line("om kultur", 0, broken=True), line(following, 1)], WORDS.__contains__)

    assert running.text == f"om kultur- {following}"
    assert [running.text[box.start : box.end] for box in running.boxes] == running.text.split()


def spaced(text: str, gap: float = 4.0) -> list[Word]:
    """Letters of five points, each a word of its own; a blank in the text is a gap three times as wide."""
    words, at = [], 10.0
    for letter in text:
        if letter == " ":
            at += 2 * gap
            continue
        words.append(Word(letter, at, 0, at + 5, 9, 9, 0, 10.0, False))
        at += 5 + gap
    return words


@pytest.mark.parametrize("text", ["BIBLIOTEK", "BIBLIOTEKSPLAN FÖR ALBY", "läsa"])
def test_spaced_letters_are_words(text: str) -> None:
    assert [word.text for word in closed_up(spaced(text))] == text.split()


@pytest.mark.parametrize(("text", "gap"), [("ABC", 4.0), ("ABCD", 40.0)])
def test_single_letters_stay_apart(text: str, gap: float) -> None:
    assert [word.text for word in closed_up(spaced(text, gap))] == list(text)
