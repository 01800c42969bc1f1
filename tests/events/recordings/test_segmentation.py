"""Transcript segments made of caption cues."""

import pytest

from content.captions.types import Cue
from events.recordings.segmentation import Segment, segments


def cues(*said):
    return [Cue(start * 1000, end * 1000, speaker, text) for start, end, speaker, text in said]


def every_ten_seconds(count, end="."):
    return cues(*((10 * n, 10 * n + 10, "Eva", f"Ord {n}{end}") for n in range(count)))


def test_a_segment_ends_with_the_first_sentence_after_45_seconds():
    assert [(segment.start, segment.end) for segment in segments(every_ten_seconds(12))] == [
        (0, 50),
        (50, 100),
        (100, 120),
    ]


def test_a_segment_without_end_of_sentence_ends_after_90_seconds():
    assert [(segment.start, segment.end) for segment in segments(every_ten_seconds(12, ","))] == [(0, 90), (90, 120)]


def test_a_change_of_speaker_or_a_pause_begins_a_segment():
    said = cues((0, 2, "Eva", "Hur går"), (2, 4, "Eva", "det?"), (4, 5, "Bo", "Bra."), (20, 21, "Bo", "Tack."))

    assert segments(said) == [
        Segment(0, 4, "Eva", "Hur går det?"),
        Segment(4, 5, "Bo", "Bra."),
        Segment(20, 21, "Bo", "Tack."),
    ]


def test_start_is_rounded_down_and_end_up_to_whole_seconds():
    assert segments([Cue(1900, 4100, "", "Hej")]) == [Segment(1, 5, "", "Hej")]


def test_lines_repeated_by_roll_up_captions_occur_once():
    said = cues(
        (0, 2, "", "Välkomna hit"), (2, 4, "", "Välkomna hit\nallihop"), (4, 6, "", "allihop"), (9, 10, "", "allihop")
    )

    assert [segment.text for segment in segments(said)] == ["Välkomna hit allihop allihop"]


@pytest.mark.parametrize(
    ("start", "end", "texts"), [(0, None, "abc"), (10, None, "bc"), (10, 20, "b"), (0, 10, "a"), (30, None, "")]
)
def test_a_range_selects_the_cues_that_begin_in_it(start, end, texts):
    said = cues((0, 9, "", "a"), (10, 25, "", "b"), (20, 22, "", "c"))

    assert "".join(segment.text.replace(" ", "") for segment in segments(said, start, end)) == texts
