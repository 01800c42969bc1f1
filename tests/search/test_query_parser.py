import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query_parser import LONGEST, MOST, Atom, Written, parse

WORD = Atom("läsning")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("läsning barn", Written(((WORD,), (Atom("barn"),)))),
        ('"öppet hus"', Written(((Atom("öppet hus", phrase=True),),))),
        ("”öppet hus”", Written(((Atom("öppet hus", phrase=True),),))),
        ('"öppet hus', Written(((Atom("öppet hus", phrase=True),),))),
        ("läs*", Written(((Atom("läs", prefix=True),),))),
        ("läsning -spel", Written(((WORD,),), (Atom("spel", excluded=True),))),
        ('-"öppet hus"', Written((), (Atom("öppet hus", phrase=True, excluded=True),))),
        ("läsning OR spel OR film barn", Written(((WORD, Atom("spel"), Atom("film")), (Atom("barn"),)))),
        ("OR läsning OR", Written(((WORD,),))),
        ("läsning OR -spel", Written(((WORD,),), (Atom("spel", excluded=True),))),
        ("e-bok", Written(((Atom("e-bok"),),))),
        ("läsning\0barn", Written(((WORD,), (Atom("barn"),)))),
        ("5 §", Written(((Atom("5"),), (Atom("§"),)))),
    ],
)
def test_signs_are_read(text, expected):
    assert parse(text) == expected


@pytest.mark.parametrize("text", ["", "  ", "-", '"', '""', "*", "OR", "- -", "(){}[]^:;", "🎉", "\0"])
def test_lonely_signs_are_nothing(text):
    assert parse(text) == Written(())


def test_what_is_too_long_is_cut_and_said():
    many = parse("ord " * (MOST + 1))
    long = parse("a" * (LONGEST + 1))

    assert (len(many.clauses), many.cut) == (MOST, True)
    assert (long.clauses, long.cut) == (((Atom("a" * LONGEST),),), True)


@given(st.text() | st.text('"-* ORabc\0'))
def test_every_text_can_be_read(text):
    written = parse(text)

    assert all(
        any(sign.isalnum() or sign == "§" for sign in atom.text) for clause in written.clauses for atom in clause
    )
