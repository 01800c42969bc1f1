"""Which words of a query match: all or any of them, phrases, exclusions, prefixes, and hostile input."""

import pytest

from search.types import Chunk
from tests.factories.search import query, record
from tests.search.contract.engines import found


def test_all_words_must_occur_when_enough_pages_hold_them(engine):
    both = [record(f"both{n}", "Läsfrämjande för barn i förskolan.") for n in range(10)]
    one = record("one", "Läsfrämjande för vuxna.")

    assert found(engine, "läsfrämjande barn", *both, one) == sorted(each.key for each in both)


def test_pages_with_all_words_rank_first_when_any_word_matches(engine):
    one = [record(f"one{n}", "Barn barn barn.") for n in range(5)]
    both = record("zboth", "En lång text om läsfrämjande, som också handlar om barn och om mycket annat.")
    engine.rebuild([*one, both])
    asked = query(engine, "läsfrämjande barn")

    assert asked.analysed.match_any
    assert engine.search(asked).groups[0].group == "zboth"
    assert engine.count_many([asked]) == [(6, 6)]


def test_words_of_a_phrase_must_be_adjacent(engine):
    together = record("1", "Vi har öppet hus varje vår.")
    apart = record("2", "Ett hus som är öppet.")

    assert found(engine, '"öppet hus"', together, apart) == ["1"]


def test_stop_words_count_within_a_phrase(engine):
    with_them = record("1", "En plan för det som kommer.")
    without = record("2", "En plan som kommer.")

    assert found(engine, '"plan för det som"', with_them, without) == ["1"]


def test_a_phrase_does_not_match_across_heading_and_text(engine):
    across = record("1", Chunk(1, 1, "hus varje vår", "Öppet"))

    assert found(engine, '"öppet hus"', across) == []


def test_minus_excludes_the_written_form(engine):
    kept = record("1", "Utlån av böcker.")
    dropped = record("2", "Utlån av böcker och spel.")

    assert found(engine, "böcker -spel", kept, dropped) == ["1"]


def test_minus_excludes_phrases_and_words_of_headings(engine):
    kept = record("1", "Böcker på hus som är öppna")
    phrase = record("2", "Böcker och öppet hus")
    heading = record("3", Chunk(1, 1, "Böcker", "Spel"))

    assert found(engine, 'böcker -"öppet hus" -spel', kept, phrase, heading) == ["1"]


def test_or_matches_either_word(engine):
    first, second, third = record("1", "Böcker och spel"), record("2", "Böcker och film"), record("3", "Böcker")

    assert found(engine, "böcker spel OR film", first, second, third, exact=True) == ["1", "2"]


def test_a_prefix_matches_every_word_that_begins_with_it(engine):
    texts = [record(str(n), f"läs{chr(97 + n % 26)}{chr(97 + n // 26)}") for n in range(600)]
    other = record("other", "Utläsa")
    engine.rebuild([*texts, other])

    assert engine.count_many([query(engine, "läs*")]) == [(600, 600)]


@pytest.mark.parametrize("exact", [True, False])
def test_lan_is_not_county(engine, exact):
    loan, county = record("lån", "Lån av böcker"), record("län", "I vårt län")

    assert found(engine, "lån", loan, county, exact=exact) == ["lån"]
    assert found(engine, "län", loan, county, exact=exact) == ["län"]


def test_an_exact_query_matches_the_written_form_only(engine):
    written, inflected, part = record("1", "Biblioteket"), record("2", "Biblioteken"), record("3", "Folkbiblioteket")

    assert found(engine, "biblioteket", written, inflected, part, exact=True) == ["1"]
    assert found(engine, "biblioteket", written, inflected, part) == ["1", "2", "3"]


def test_sections_of_the_act_and_case_numbers_are_words(engine):
    section, case = record("1", "Enligt 5 § bibliotekslagen"), record("2", "Dnr KS 2018/1092, sida 5")

    assert found(engine, "5 §", section, case) == ["1"]
    assert found(engine, "2018/1092", section, case) == ["2"]


ODD = ["", "  ", "-", '"', "-alla", '""', "*", "OR", "AND", "()", "^", ":", "NEAR", "🎉", "\0", "§"]


@pytest.mark.parametrize("words", ODD)
def test_odd_queries_find_nothing_and_do_not_fail(engine, words):
    assert found(engine, words, record("1", "Biblioteket är öppet.")) == []


HOSTILE = [
    'öppet"hus',
    "öppet AND OR NOT NEAR(",
    "title:öppet",
    "{exact} : öppet",
    "öppet*^2",
    "öppet\0hus",
    "öppet ' ; DROP TABLE chunk",
    "öppet " * 20_000,
    "öppet -öppet",
    "öppet" + "\ud800",
    "öppet " + '"' * 999,
    "a" * 100_000,
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_do_not_fail(engine, words):
    engine.rebuild([record("1", "Biblioteket är öppet.")])

    result = engine.search(query(engine, words, facets=("lan",)))

    assert result.pages in (0, 1)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [("fi", "Kirjastossa on kirjoja.", "kirjasto"), ("en", "The library lends books.", "libraries")],
)
def test_other_languages_are_matched_by_their_own_stems(engine, language, text, words):
    foreign = record("1", Chunk(1, 1, text, language=language))
    swedish = record("2", "Biblioteket lånar ut böcker.")

    assert found(engine, words, foreign, swedish) == ["1"]
    [group] = engine.search(query(engine, words)).groups
    assert group.hits[0].language == language


def test_the_parts_of_a_compound_rank_a_page_that_matches_by_other_words(engine):
    texts = {"1": "Plats i bibliotek.", "2": "Plats i bibliotek för skola.", "3": "Skola och bibliotek."}

    assert found(engine, "skolbibliotek plats", *(record(key, text) for key, text in texts.items())) == ["1", "2"]
    assert [group.group for group in engine.search(query(engine, "skolbibliotek plats")).groups] == ["2", "1"]
