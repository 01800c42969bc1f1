"""What a query names: owners become filters, and the other words are searched."""

import pytest

from search.question import Question, read_question
from search.types import NamedFilter


def named(text: str, name: str = "kommun", value: str = "0643", word: str = "Habo") -> list[NamedFilter]:
    start = text.index(word)
    return [NamedFilter(name, value, word, start, start + len(word))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("meröppet Habo", "meröppet"),
        ("Habo meröppet", "meröppet"),
        ("meröppet i Habo", "meröppet"),
        ("Vad står det om meröppet i Habo?", "Vad står det om meröppet ?"),
        ("meröppet AND Habo", "meröppet AND"),
    ],
)
def test_a_name_is_taken_out_of_the_words(text, words):
    question = read_question(text, named(text), {}, ())

    assert question.words == words
    assert question.filter_values == {"kommun": frozenset({"0643"})}


@pytest.mark.parametrize(
    "text",
    ["Habo", "i Habo", "Habo och", '"meröppet i Habo"', "meröppet -Habo", "meröppet Habo*", "Vad står det om Habo?"],
)
def test_a_name_stays_a_word(text):
    assert read_question(text, named(text), {}, ()) == Question(text)


def test_a_name_that_is_switched_off_is_a_word():
    assert read_question("meröppet Habo", named("meröppet Habo"), {}, {"Habo"}) == Question("meröppet Habo")


@pytest.mark.parametrize(("chosen", "words"), [({"0643", "0684"}, "meröppet"), ({"0684"}, "meröppet Habo")])
def test_filters_of_the_address_come_first(chosen, words):
    assert read_question("meröppet Habo", named("meröppet Habo"), {"kommun": chosen}, ()).words == words
