"""Term filters: how their terms are added to an analysed query."""

import pytest

from search.term_filters import ANY_WORD, apply_term_filter, as_query
from search.types import AnalysedQuery, QueryTerm, TermVariant

WORD, OTHER = (QueryTerm(word, (TermVariant(((word,),)),)) for word in ("ord", "annat"))
NOTHING = AnalysedQuery(())


def terms_of(analysed: AnalysedQuery) -> list[str]:
    return [group.text for group in analysed.clauses[-1]]


def test_one_of_the_terms_is_required_beside_the_words():
    analysed = apply_term_filter(AnalysedQuery(((WORD,),)), ["läslust", "små barn"])

    assert analysed.clauses[0] == (WORD,)
    assert terms_of(analysed) == ["läslust", "små barn"]
    assert analysed.expansions == ("läslust", "små barn")


def test_a_match_any_query_requires_any_word_and_any_term():
    analysed = apply_term_filter(AnalysedQuery(((WORD,), (OTHER,)), match_any=True), ["läslust"])

    assert (analysed.clauses[0], analysed.match_any, analysed.notes) == ((WORD, OTHER), False, (ANY_WORD,))


def test_switched_off_terms_are_not_required():
    assert terms_of(apply_term_filter(NOTHING, ["läslust", "barn"], without={"barn"})) == ["läslust"]


@pytest.mark.parametrize("terms", [[], ["§"], ["och"]])
def test_terms_without_words_add_nothing(terms):
    assert apply_term_filter(NOTHING, terms) is NOTHING


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("böcker", (("=böcker", "bok", "+bok"),)),
        ("MIK", (("=mik", "mik"),)),
        ("5 §", (("=BL:5", "BL:5"),)),
        ("barn och unga", (("barn",), ("och",), ("ung",))),
    ],
)
def test_a_term_matches_its_inflections_and_a_long_word_in_compounds(term, words):
    assert apply_term_filter(NOTHING, [term]).clauses == ((QueryTerm(term, (TermVariant(words, expansion=term),)),),)


def test_terms_can_be_written_as_a_query():
    assert as_query(["läslust", "små barn"]) == 'läslust OR "små barn"'
