"""A citation is short, and on one line."""

import pytest

from library_plans.citations.citation import MAX_CHARACTERS, shortened


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("  Biblioteket \n är\tför alla. ", "Biblioteket är för alla."),
        ("bok " * 150, " ".join(["bok"] * 150)),
        ("bok " * 151, f"{' '.join(['bok'] * 149)} …"),
        (f"{'x' * 598} barn-boken", f"{'x' * 598} …"),
    ],
)
def test_text_is_cut_at_a_word(text, expected):
    assert shortened(text) == expected
    assert len(expected) <= MAX_CHARACTERS
