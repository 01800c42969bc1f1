"""Captions as readable pieces."""

import pytest

from events.recordings.captions import Cue
from events.recordings.transcripts import Passage, passages


def cues(*said):
    return [Cue(start * 1000, end * 1000, speaker, text) for start, end, speaker, text in said]


def every_ten_seconds(count, end="."):
    return cues(*((10 * n, 10 * n + 10, "Eva", f"Ord {n}{end}") for n in range(count)))


def test_a_piece_ends_with_a_sentence_after_three_quarters_of_a_minute():
    assert [(one.start, one.end) for one in passages(every_ten_seconds(12))] == [(0, 50), (50, 100), (100, 120)]


def test_a_sentence_without_end_is_cut():
    assert [(one.start, one.end) for one in passages(every_ten_seconds(12, ","))] == [(0, 90), (90, 120)]


def test_another_speaker_and_a_silence_begin_a_piece():
    said = cues((0, 2, "Eva", "Hur går"), (2, 4, "Eva", "det?"), (4, 5, "Bo", "Bra."), (20, 21, "Bo", "Tack."))

    assert passages(said) == [
        Passage(0, 4, "Eva", "Hur går det?"),
        Passage(4, 5, "Bo", "Bra."),
        Passage(20, 21, "Bo", "Tack."),
    ]


def test_times_are_whole_seconds_around_what_is_said():
    assert passages([Cue(1900, 4100, "", "Hej")]) == [Passage(1, 5, "", "Hej")]


def test_captions_that_roll_are_read_once():
    said = cues(
        (0, 2, "", "Välkomna hit"), (2, 4, "", "Välkomna hit\nallihop"), (4, 6, "", "allihop"), (9, 10, "", "allihop")
    )

    assert [one.text for one in passages(said)] == ["Välkomna hit allihop allihop"]


@pytest.mark.parametrize(
    ("first", "last", "kept"), [(0, None, "abc"), (10, None, "bc"), (10, 20, "b"), (0, 10, "a"), (30, None, "")]
)
def test_a_part_of_a_longer_film_is_what_begins_within_it(first, last, kept):
    said = cues((0, 9, "", "a"), (10, 25, "", "b"), (20, 22, "", "c"))

    assert "".join(one.text.replace(" ", "") for one in passages(said, first, last)) == kept
