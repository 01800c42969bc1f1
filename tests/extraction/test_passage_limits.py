"""A file that gives more passages than the site stores is refused by name, in a moment and little memory."""

import pytest

from extraction.passage_limits import MAX_PASSAGES, MAX_PASSAGES_PER_PAGE, MAX_SECTIONS, check_passages
from extraction.reasons import ReasonCode
from extraction.types import PassageKind, ReadPassage, Unreadable


def passages(*numbers: int) -> list[ReadPassage]:
    """So many passages on each page."""
    pages = [page for page, number in enumerate(numbers, start=1) for _ in range(number)]
    return [ReadPassage(page, PassageKind.PARAGRAPH, "ab cd") for page in pages]


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ([MAX_PASSAGES_PER_PAGE + 1], ReasonCode.CROWDED_PAGE),
        ([1, MAX_PASSAGES_PER_PAGE + 1, 1], ReasonCode.CROWDED_PAGE),
        ([1_000] * 50 + [1], ReasonCode.TOO_MANY_PASSAGES),
        ([1] * (MAX_SECTIONS + 1), ReasonCode.TOO_MANY_PARTS),
    ],
)
def test_too_much_is_refused(numbers, code):
    with pytest.raises(Unreadable) as refused:
        check_passages(passages(*numbers))

    assert refused.value.reason.code == code


@pytest.mark.parametrize("numbers", [[], [MAX_PASSAGES_PER_PAGE], [1_000] * 50, [1] * MAX_SECTIONS])
def test_what_fits_is_taken(numbers):
    check_passages(passages(*numbers))
    assert sum(numbers) <= MAX_PASSAGES
