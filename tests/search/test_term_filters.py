"""Filters that are words: how their terms join a reading."""

import pytest

from search.term_filters import ANY_WORD, as_words, narrowed
from search.types import Group, Reading, Variant

WORD, OTHER = (Group(word, (Variant(((word,),)),)) for word in ("ord", "annat"))
NOTHING = Reading(())


def terms_of(reading: Reading) -> list[str]:
    return [group.written for group in reading.clauses[-1]]


def test_one_of_the_terms_must_stand_beside_the_words():
    reading = narrowed(Reading(((WORD,),)), ["läslust", "små barn"])

    assert reading.clauses[0] == (WORD,)
    assert terms_of(reading) == ["läslust", "små barn"]
    assert reading.expansions == ("läslust", "små barn")


def test_a_loose_reading_asks_for_any_word_and_any_term():
    reading = narrowed(Reading(((WORD,), (OTHER,)), loose=True), ["läslust"])

    assert (reading.clauses[0], reading.loose, reading.notes) == ((WORD, OTHER), False, (ANY_WORD,))


def test_terms_that_were_left_out_are_not_asked_for():
    assert terms_of(narrowed(NOTHING, ["läslust", "barn"], without={"barn"})) == ["läslust"]


@pytest.mark.parametrize("terms", [[], ["§"], ["och"]])
def test_without_a_word_to_look_for_nothing_is_added(terms):
    assert narrowed(NOTHING, terms) is NOTHING


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("böcker", (("=böcker", "bok", "+bok"),)),
        ("MIK", (("=mik", "mik"),)),
        ("5 §", (("=BL:5", "BL:5"),)),
        ("barn och unga", (("=barn", "barn"), ("=unga", "ung"))),
    ],
)
def test_a_term_is_found_in_its_forms_and_a_long_word_within_others(term, words):
    assert narrowed(NOTHING, [term]).clauses == ((Group(term, (Variant(words, expansion=term),)),),)


def test_terms_can_be_written_in_the_box():
    assert as_words(["läslust", "små barn"]) == 'läslust OR "små barn"'
