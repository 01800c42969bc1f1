"""A compound that is written in several words counts where its parts stand together, and nowhere else."""

import pytest

from search.query_expansion import IN_COMPOUNDS
from search.types import Chunk
from tests.factories.search import record
from tests.search.contract.engines import found

TOGETHER = {
    "kulturskola": [
        "Kulturens skola",
        "en kultur-skola",
        "vår kultur-\nskola",
        "Kulturskolelärare",
        "kultur- och musikskola",
    ],
    "folkbibliotek": [
        "folk- och skolbibliotek",
        "folk-, skol- och sjukhusbibliotek",
        "folkbiblioteksplan",
        "folk-/skolbibliotek",
    ],
    "skolbiblioteksplan": ["Skolans biblioteksplan", "skolbibliotekets plan", "skol- och folkbiblioteksplan"],
    "barnrätt": ["barns rätt", "barnets rättigheter", "barnrättsperspektiv"],
    "e-bok": ["e- och ljudböcker"],
    "kvinnojour": ["kvinno- och mansjourer"],
}
APART = {
    "kulturskola": [
        "Kulturrådet hör skolnämnden",
        "kultur och skola",
        "Skolans kultur",
        "Kultur. Skola",
        "kultur, skola",
        "kulturarv skolgård",
    ],
    "folkbibliotek": [
        "Folk går till bibliotek",
        "folk- och skolråd",
        "folkhögskola, skolbibliotek",
        "folk- och många skolbibliotek",
    ],
    "skolbiblioteksplan": ["En plan för skolans bibliotek", "skolbibliotek, plan"],
    "barnrätt": ["Barnverksamheten är en rättvisa", "barn har rätt"],
    "meröppet": ["Mer information om en öppen plats"],
    "arbetsplatsbibliotek": ["En arbetsplats med bibliotek"],
}


def each(texts: dict[str, list[str]]):
    return [pytest.param(word, those, id=word) for word, those in texts.items()]


@pytest.mark.parametrize(("compound", "texts"), each(TOGETHER))
def test_parts_that_stand_together_match(engine, compound, texts):
    records = [record(text, text) for text in texts]

    assert found(engine, compound, *records) == sorted(texts)


@pytest.mark.parametrize(("compound", "texts"), each(APART))
def test_parts_that_stand_apart_do_not_match(engine, compound, texts):
    assert found(engine, compound, *(record(text, text) for text in texts)) == []


def test_parts_match_within_a_heading_but_not_across_it(engine):
    within = record("within", Chunk(1, 1, "Annat", "Kulturens skola"))
    across = record("across", Chunk(1, 1, "Skola", "Barn och kultur"))
    headings = record("headings", Chunk(1, 1, "Annat", "Kultur › Skola"))
    long = record("long", Chunk(1, 1, "Folkskola och skolgård", "Kulturarv, kulturhus, kultur"))

    assert found(engine, "kulturskola", within, across, headings, long) == ["within"]


def test_a_name_among_the_synonyms_matches_as_a_phrase(engine):
    phrase, inflected = record("1", "På Kungliga biblioteket"), record("2", "Kungliga bibliotekets roll")
    apart = record("3", "Biblioteket fick kungligt besök")

    assert found(engine, "KB", phrase, inflected, apart) == ["1", "2"]


def test_compounds_that_are_switched_off_do_not_match(engine):
    texts = record("1", "folk- och skolbibliotek"), record("2", "folkets bibliotek"), record("3", "folkbibliotek")

    assert found(engine, "folkbibliotek", *texts) == ["1", "2", "3"]
    assert found(engine, "folkbibliotek", *texts, without=frozenset({"folk + bibliotek"})) == ["1", "3"]
    assert found(engine, "folkbibliotek", *texts, without=frozenset({IN_COMPOUNDS})) == ["3"]
