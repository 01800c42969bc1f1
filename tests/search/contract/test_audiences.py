"""Who finds which records: strangers, signed-in users, members of groups and superusers."""

from dataclasses import replace

import pytest

from content.visibility import EVERYBODY, SIGNED_IN, SUPERUSERS, groups_audience
from search.types import Engine, Record
from tests.factories.search import SOURCE, query, record
from tests.search.contract.engines import page_counts

FIRST, SECOND, BOTH = groups_audience([1]), groups_audience([2]), groups_audience([1, 2])
USERS = {
    "stranger": {EVERYBODY},
    "signed in": {EVERYBODY, SIGNED_IN},
    "member of the first group": {EVERYBODY, SIGNED_IN, FIRST},
    "member of the second group": {EVERYBODY, SIGNED_IN, SECOND},
    "member of both groups": {EVERYBODY, SIGNED_IN, FIRST, SECOND, BOTH},
    "superuser": {EVERYBODY, SIGNED_IN, SUPERUSERS},
}
AUDIENCES = {  # of each record, by its key
    "public": (EVERYBODY,),
    "login": (SIGNED_IN,),
    "first": (SUPERUSERS, FIRST),
    "either": (SUPERUSERS, FIRST, SECOND),
    "both": (SUPERUSERS, BOTH),
}
FOUND = {
    "stranger": {"public"},
    "signed in": {"public", "login"},
    "member of the first group": {"public", "login", "first", "either"},
    "member of the second group": {"public", "login", "either"},
    "member of both groups": set(AUDIENCES),
    "superuser": set(AUDIENCES),
}


def records(*texts: str, title: str = "") -> list[Record]:
    return [record(key, *texts, title=title, audience=audience, lan="03") for key, audience in AUDIENCES.items()]


def query_of(engine: Engine, user: str, words: str = "läsning", **changes):
    return query(engine, words, filters={"audience": frozenset(USERS[user])}, facets=("lan",), **changes)


@pytest.mark.parametrize("user", USERS)
def test_hits_counts_and_facets_are_those_of_the_users_audiences(engine, user):
    engine.rebuild(records("Läsning", "Om läsning"))
    asked = query_of(engine, user)
    expected = FOUND[user]

    result = engine.search(asked)

    assert {group.group for group in result.groups} == {hit.group for hit in engine.iter_pages(asked)} == expected
    assert (result.pages, result.total) == engine.count_many([asked])[0] == (2 * len(expected), len(expected))
    assert result.facets == {"lan": {"03": len(expected)}}
    assert [engine.has_at_least(asked, 2 * len(expected) + more) for more in (0, 1)] == [True, False]


@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("words", ["arboga", ""])
def test_titles_and_lists_without_words_are_those_of_the_users_audiences(engine, user, words):
    engine.rebuild(records("Läsning", title="Arboga"))

    result = engine.search(query_of(engine, user, words))

    assert sorted(page_counts(result)) == [(key, 0) for key in sorted(FOUND[user])]
    assert (result.title_only, result.facets) == (len(FOUND[user]), {"lan": {"03": len(FOUND[user])}})


def test_queries_of_several_users_are_counted_together(engine):
    engine.rebuild(records("Läsning"))

    counted = engine.count_many([query_of(engine, user) for user in USERS])

    assert dict(zip(USERS, counted, strict=True)) == {user: (len(keys), len(keys)) for user, keys in FOUND.items()}


def test_restricted_records_of_a_group_are_not_counted_for_strangers(engine):
    shared = [replace(one, group="plan") for one in records("Läsning")]
    engine.rebuild(shared)

    assert page_counts(engine.search(query_of(engine, "stranger"))) == [("plan", 1)]
    assert page_counts(engine.search(query_of(engine, "superuser"))) == [("plan", 5)]


def test_a_record_written_with_another_audience_changes_who_finds_it(engine):
    engine.write([record("1", "Läsning")])
    engine.write([record("1", "Läsning", audience=(SUPERUSERS, FIRST))])

    counts = engine.count_many([query_of(engine, user) for user in ("stranger", "member of the first group")])

    assert counts == [(0, 0), (1, 1)]


def test_the_vocabulary_has_the_words_of_public_records_only(engine):
    public = record("1", "Läsning om böcker")
    engine.rebuild([public, record("2", "Läsning om löner", audience=SIGNED_IN)])
    vocabulary = engine.vocabulary()

    assert [vocabulary.frequency(word) for word in ("läsning", "böcker", "löner")] == [1, 1, 0]
    assert (vocabulary.with_prefix("lön", 9), vocabulary.folded("loner")) == ([], [])


def test_the_vocabulary_follows_a_record_that_is_restricted_and_opened(engine):
    def frequencies() -> list[int]:
        return [engine.vocabulary().frequency(word) for word in ("löner", "läsning")]

    engine.write([record("1", "Löner"), record("2", "Läsning", audience=SIGNED_IN)])
    first = frequencies()
    engine.write([record("1", "Löner", audience=SIGNED_IN), record("2", "Läsning")])
    second = frequencies()
    engine.delete(SOURCE, ["1", "2"])

    assert (first, second, frequencies()) == ([1, 0], [0, 1], [0, 0])
