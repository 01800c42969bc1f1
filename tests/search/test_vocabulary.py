import pytest

from search.vocabulary import InMemoryVocabulary

WORDS = InMemoryVocabulary(
    [("lån", 3), ("län", 9), ("lan", 1), ("läsning", 5), ("läslust", 7), ("bibliotek", 30), ("bibliotekens", 2)]
)


def test_frequency_is_the_number_of_pieces():
    assert (WORDS.frequency("län"), WORDS.frequency("okänt")) == (9, 0)


def test_prefixes_give_the_most_frequent_words_first():
    assert WORDS.with_prefix("läs", 5) == [("läslust", 7), ("läsning", 5)]
    assert WORDS.with_prefix("läs", 1) == [("läslust", 7)]
    assert WORDS.with_prefix("ö", 5) == []


@pytest.mark.parametrize(
    ("word", "distance", "expected"),
    [
        ("biblotek", 1, [("bibliotek", 30)]),
        ("bibliotke", 1, [("bibliotek", 30)]),
        ("bblotek", 1, []),
        ("bblotek", 2, [("bibliotek", 30)]),
        ("bibliotek", 2, []),
    ],
)
def test_similar_words_are_within_the_edit_distance(word, distance, expected):
    assert WORDS.within_distance(word, distance) == expected


def test_folded_words_differ_in_diacritics_only():
    assert WORDS.folded("lan") == [("län", 9), ("lån", 3), ("lan", 1)]
    assert WORDS.folded("lasning") == [("läsning", 5)]
