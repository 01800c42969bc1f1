import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query_parser import LONGEST, MOST, ParsedQuery, ParsedTerm, parse

WORD = ParsedTerm("läsning")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("läsning barn", ParsedQuery(((WORD,), (ParsedTerm("barn"),)))),
        ('"öppet hus"', ParsedQuery(((ParsedTerm("öppet hus", phrase=True),),))),
        ("”öppet hus”", ParsedQuery(((ParsedTerm("öppet hus", phrase=True),),))),
        ('"öppet hus', ParsedQuery(((ParsedTerm("öppet hus", phrase=True),),))),
        ("läs*", ParsedQuery(((ParsedTerm("läs", prefix=True),),))),
        ("lä*", ParsedQuery(((ParsedTerm("lä", prefix=True),),))),
        ("l* -s*", ParsedQuery(((ParsedTerm("l"),),), (ParsedTerm("s", excluded=True),), short_prefix=True)),
        ("läsning -spel", ParsedQuery(((WORD,),), (ParsedTerm("spel", excluded=True),))),
        ('-"öppet hus"', ParsedQuery((), (ParsedTerm("öppet hus", phrase=True, excluded=True),))),
        (
            "läsning OR spel OR film barn",
            ParsedQuery(((WORD, ParsedTerm("spel"), ParsedTerm("film")), (ParsedTerm("barn"),))),
        ),
        ("OR läsning OR", ParsedQuery(((WORD,),))),
        ("läsning OR -spel", ParsedQuery(((WORD,),), (ParsedTerm("spel", excluded=True),))),
        ("e-bok", ParsedQuery(((ParsedTerm("e-bok"),),))),
        ("läsning\0barn", ParsedQuery(((WORD,), (ParsedTerm("barn"),)))),
        ("5 §", ParsedQuery(((ParsedTerm("5 §"),),))),
        ("§ 5 barn", ParsedQuery(((ParsedTerm("§ 5"),), (ParsedTerm("barn"),)))),
        ('5 § OR "femte paragraf"', ParsedQuery(((ParsedTerm("5 §"), ParsedTerm("femte paragraf", phrase=True)),))),
        ("läsning ELLER 17 och 18 §§", ParsedQuery(((WORD, ParsedTerm("17 och 18 §§")),))),
        ("läsning -5 §", ParsedQuery(((WORD,),), (ParsedTerm("5 §", excluded=True),))),
        ('"enligt 5 § i lagen"', ParsedQuery(((ParsedTerm("enligt 5 § i lagen", phrase=True),),))),
        ("läsning AND barn", ParsedQuery(((WORD,), (ParsedTerm("barn"),)))),
        ("läsning OCH barn", ParsedQuery(((WORD,), (ParsedTerm("barn"),)))),
        ("läsning och barn", ParsedQuery(((WORD,), (ParsedTerm("och"),), (ParsedTerm("barn"),)))),
        ("läsning NOT spel", ParsedQuery(((WORD,),), (ParsedTerm("spel", excluded=True),))),
        ('läsning INTE "öppet hus"', ParsedQuery(((WORD,),), (ParsedTerm("öppet hus", phrase=True, excluded=True),))),
        ("läsning OR NOT spel", ParsedQuery(((WORD,),), (ParsedTerm("spel", excluded=True),))),
        ("läsning NOT", ParsedQuery(((WORD,),))),
        ('"OR" läsning', ParsedQuery(((ParsedTerm("OR", phrase=True),), (WORD,)))),
    ],
)
def test_signs_are_read(text, expected):
    assert parse(text) == expected


@pytest.mark.parametrize("text", ["", "  ", "-", '"', '""', "*", "OR", "OCH", "NOT INTE", "(){}[]^:;", "🎉", "\0"])
def test_operators_without_words_are_ignored(text):
    assert parse(text) == ParsedQuery(())


def test_a_long_query_is_truncated_and_flagged():
    many = parse("ord " * (MOST + 1))
    long = parse("a" * (LONGEST + 1))

    assert (len(many.clauses), many.truncated) == (MOST, True)
    assert (long.clauses, long.truncated) == (((ParsedTerm("a" * LONGEST),),), True)


@given(st.text() | st.text('"-* ORabc\0'))
def test_every_text_can_be_parsed(text):
    written = parse(text)

    assert all(
        any(sign.isalnum() or sign == "§" for sign in term.text) for clause in written.clauses for term in clause
    )
