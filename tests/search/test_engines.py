"""The contract that every engine keeps, held against the plain one in memory."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.memory import MemoryEngine
from search.engines.sqlite import SqliteEngine
from search.language import ANALYSER_VERSION
from search.types import AnalysedQuery, Chunk, Engine, Query, Record, Result, Term
from tests.factories.search import SOURCE, TODAY, query, record
from tests.services.indexes import elasticsearch_engine, postgresql_engine

ENGINES: dict[str, Callable[[Path], AbstractContextManager[Engine]]] = {
    "memory": lambda folder: nullcontext(MemoryEngine()),
    "sqlite": lambda folder: nullcontext(SqliteEngine(str(folder / "index.sqlite3"))),
    "elasticsearch": lambda folder: elasticsearch_engine(),
    "postgresql": lambda folder: postgresql_engine(),
}
SERVERS = ("elasticsearch", "postgresql")  # those of them that need one
EACH = [pytest.param(name, marks=pytest.mark.needs(name) if name in SERVERS else ()) for name in ENGINES]


@pytest.fixture(params=EACH)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with ENGINES[request.param](tmp_path) as made:
        yield made


def found(engine: Engine, words: str, *records: Record, **changes) -> list[str]:
    """Keys of the records with hits, sorted; the records are all there is."""
    engine.rebuild(records)
    result = engine.search(query(engine, words, **changes))
    return sorted({hit.record for group in result.groups for hit in group.hits})


def shown(result: Result) -> list[tuple[str, int]]:
    return [(group.group, group.pages) for group in result.groups]


# --- words


def test_all_words_must_occur_when_enough_pages_hold_them(engine):
    both = [record(f"both{n}", "Läsfrämjande för barn i förskolan.") for n in range(10)]
    one = record("one", "Läsfrämjande för vuxna.")

    assert found(engine, "läsfrämjande barn", *both, one) == sorted(each.key for each in both)


def test_pages_with_all_words_come_first_when_any_word_will_do(engine):
    one = [record(f"one{n}", "Barn barn barn.") for n in range(5)]
    both = record("zboth", "En lång text om läsfrämjande, som också handlar om barn och om mycket annat.")
    engine.rebuild([*one, both])
    asked = query(engine, "läsfrämjande barn")

    assert asked.analysed.match_any
    assert engine.search(asked).groups[0].group == "zboth"
    assert engine.count_many([asked]) == [(6, 6)]


def test_quoted_words_must_stand_together(engine):
    together = record("1", "Vi har öppet hus varje vår.")
    apart = record("2", "Ett hus som är öppet.")

    assert found(engine, '"öppet hus"', together, apart) == ["1"]


def test_small_words_count_within_quotes(engine):
    with_them = record("1", "En plan för det som kommer.")
    without = record("2", "En plan som kommer.")

    assert found(engine, '"plan för det som"', with_them, without) == ["1"]


def test_quoted_words_do_not_reach_from_heading_to_text(engine):
    across = record("1", Chunk(1, 1, "hus varje vår", "Öppet"))

    assert found(engine, '"öppet hus"', across) == []


def test_minus_excludes_the_written_form(engine):
    kept = record("1", "Utlån av böcker.")
    dropped = record("2", "Utlån av böcker och spel.")

    assert found(engine, "böcker -spel", kept, dropped) == ["1"]


def test_minus_excludes_a_phrase_and_what_the_heading_holds(engine):
    kept = record("1", "Böcker på hus som är öppna")
    phrase = record("2", "Böcker och öppet hus")
    heading = record("3", Chunk(1, 1, "Böcker", "Spel"))

    assert found(engine, 'böcker -"öppet hus" -spel', kept, phrase, heading) == ["1"]


def test_either_of_two_words_will_do(engine):
    first, second, third = record("1", "Böcker och spel"), record("2", "Böcker och film"), record("3", "Böcker")

    assert found(engine, "böcker spel OR film", first, second, third, exact=True) == ["1", "2"]


def test_star_finds_all_beginnings_and_no_other_words(engine):
    texts = [record(str(n), f"läs{chr(97 + n % 26)}{chr(97 + n // 26)}") for n in range(600)]
    other = record("other", "Utläsa")
    engine.rebuild([*texts, other])

    assert engine.count_many([query(engine, "läs*")]) == [(600, 600)]


@pytest.mark.parametrize("exact", [True, False])
def test_lan_is_not_county(engine, exact):
    loan, county = record("lån", "Lån av böcker"), record("län", "I vårt län")

    assert found(engine, "lån", loan, county, exact=exact) == ["lån"]
    assert found(engine, "län", loan, county, exact=exact) == ["län"]


def test_exact_reading_finds_the_written_form_only(engine):
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


# --- titles


def test_title_fills_a_part_of_all_words(engine):
    named = [record(f"named{n}", "Läsfrämjande.", "Annat.", title="Biblioteksplan Arboga") for n in range(10)]
    other = record("other", "Läsfrämjande.", title="Biblioteksplan Boden")
    engine.rebuild([*named, other])
    asked = query(engine, "arboga läsfrämjande")

    assert not asked.analysed.match_any
    assert sorted({group.group for group in engine.search(asked).groups}) == sorted(each.key for each in named)
    assert engine.count_many([asked]) == [(10, 10)]


def test_title_alone_counts_as_a_plan_without_pages(engine):
    engine.rebuild([record("1", "Om läsning.", title="Biblioteksplan Arboga"), record("2", "Arboga nämns här.")])

    result = engine.search(query(engine, "arboga"))

    assert shown(result) == [("2", 1), ("1", 0)]
    assert (result.pages, result.total, result.title_only) == (1, 1, 1)
    assert [hit.record for hit in engine.iter_pages(query(engine, "arboga"))] == ["2"]


def test_title_with_an_excluded_word_is_no_match(engine):
    engine.rebuild([record("1", "Om läsning.", title="Biblioteksplan Arboga")])

    assert engine.search(query(engine, "biblioteksplan -arboga")).title_only == 0


def test_words_of_one_addition_do_not_meet_across_title_and_text(engine):
    engine.rebuild([record("1", "Om planer.", title="Bibliotek i Arboga")])

    assert engine.count_many([query(engine, "biblioteksplan")]) == [(0, 0)]


# --- aggregations


def test_pages_are_counted_once_by_their_best_piece(engine):
    chunks = [
        Chunk(1, 1, "Läsning och mycket annat som står i planen."),
        Chunk(2, 1, "Läsning."),
        Chunk(3, 2, "Läsning"),
    ]
    engine.rebuild([record("1", *chunks)])
    asked = query(engine, "läsning")

    assert engine.count_many([asked]) == [(2, 1)]
    assert sorted((hit.unit, hit.text) for hit in engine.iter_pages(asked))[1] == (2, "Läsning")


def test_limit_and_offset_page_through_all_groups_once(engine):
    titled = [record(f"t{n}", "Annat.", title="Biblioteket") for n in range(2)]
    engine.rebuild([*(record(str(n), "Biblioteket är öppet.") for n in range(5)), *titled])

    results = [engine.search(query(engine, "biblioteket", offset=offset, limit=2)) for offset in (0, 2, 4, 6, 8)]

    assert [result.total for result in results] == [5] * 5
    assert [result.title_only for result in results] == [2] * 5
    groups = [group.group for result in results for group in result.groups]
    assert sorted(groups) == ["0", "1", "2", "3", "4", "t0", "t1"]
    assert groups[5:] == sorted(groups[5:])


def test_hits_of_a_group_are_its_best_pages(engine):
    engine.rebuild([record("1", *["Läsning"] * 5)])

    (group,) = engine.search(query(engine, "läsning", hits_per_group=2)).groups

    assert (group.pages, len(group.hits)) == (5, 2)
    assert [(hit.source, hit.record, hit.group, hit.heading) for hit in group.hits] == [(SOURCE, "1", "1", "")] * 2


def test_editions_of_a_plan_are_one_group(engine):
    engine.rebuild([record("1a", "Läsning", group="1"), record("1b", "Läsning", "Läsning", group="1")])

    assert shown(engine.search(query(engine, "läsning"))) == [("1", 3)]


@pytest.mark.parametrize(
    ("sort", "expected"), [("newest", ["2026", "2020", "2014"]), ("oldest", ["2014", "2020", "2026"])]
)
def test_groups_are_sorted_by_the_order_of_their_records(engine, sort, expected):
    engine.rebuild([record(year, "Läsning", order=year) for year in ("2020", "2014", "2026")])
    asked = query(engine, "läsning", sort=sort)

    assert [group.group for group in engine.search(asked).groups] == expected
    assert [hit.group for hit in engine.iter_pages(asked)] == expected


def test_newer_comes_first_among_equals(engine):
    engine.rebuild([record(year, "Läsning", order=year) for year in ("2020", "2014", "2026")])

    assert [group.group for group in engine.search(query(engine, "läsning")).groups] == ["2026", "2020", "2014"]


def test_without_words_all_that_the_filters_leave_is_listed_newest_first(engine):
    years = ("2020", "2014", "2026", "2018")
    engine.rebuild([record(year, "Läsning", order=year, lan="03" if year > "2015" else "04") for year in years])
    asked = query(engine, "", filters={"lan": frozenset({"03"})}, facets=("lan",), offset=1, limit=5)
    result = engine.search(asked)

    assert shown(result) == [("2020", 0), ("2018", 0)]
    assert (result.pages, result.total, result.title_only) == (0, 0, 3)
    assert result.facets == {"lan": {"03": 3, "04": 1}}
    assert (engine.count_many([asked]), list(engine.iter_pages(asked)), engine.has_at_least(asked, 1)) == (
        [(0, 0)],
        [],
        False,
    )


# --- filters and days


def test_filters_are_and_between_names_and_or_between_values(engine):
    a, b, c = (
        record("a", "Läsning", lan="03", niva="kommun"),
        record("b", "Läsning", lan="04"),
        record("c", "Läsning", lan="05"),
    )
    filters = {"lan": frozenset({"03", "04"}), "niva": frozenset({"kommun"})}

    assert found(engine, "läsning", a, b, c, filters={"lan": filters["lan"]}) == ["a", "b"]
    assert found(engine, "läsning", a, b, c, filters=filters) == ["a"]
    assert found(engine, "läsning", a, b, c, filters={"lan": frozenset()}) == ["a", "b", "c"]


def test_other_sources_are_not_searched(engine):
    elsewhere = Record("rapporter", "1", "1", "", record("1").terms, (Chunk(1, 1, "Läsning"),))

    assert found(engine, "läsning", elsewhere) == []


def test_queries_for_several_sources_are_counted_together(engine):
    elsewhere = Record("rapporter", "9", "9", "", record("9").terms, (Chunk(1, 1, "Läsning"), Chunk(2, 1, "Läsning")))
    engine.rebuild([record("1", "Läsning", "Läsning", lan="03"), record("2", "Läsning", lan="04"), elsewhere])
    plans = query(engine, "läsning")
    queries = [
        plans,
        replace(plans, filters={**plans.filters, "lan": frozenset({"03"})}),
        replace(plans, source="rapporter"),
        replace(plans, source="traffpunkt"),
        query(engine, "bokbuss"),
        replace(plans, analysed=AnalysedQuery(())),
    ]

    assert engine.count_many(queries) == [(3, 2), (2, 1), (1, 1), (0, 0), (0, 0), (0, 0)]
    assert engine.count_many([]) == []


def test_another_audience_is_not_shown(engine):
    assert found(engine, "läsning", record("1", "Läsning", audience="kb")) == []


def test_facets_are_counted_without_their_own_filter(engine):
    engine.rebuild(
        [
            record("1", "Läsning", lan="03", niva="kommun"),
            record("2", "Läsning", lan="03", niva="region"),
            record("3", "Läsning", lan="04", niva="kommun"),
            record("4", "Annat", title="Läsning", lan="04", niva="kommun"),
            record("5", "Annat", lan="04", niva="kommun"),
        ]
    )
    asked = query(engine, "läsning", facets=("lan", "niva", "typ"), filters={"lan": frozenset({"03"})})

    result = engine.search(asked)

    assert result.facets == {"lan": {"03": 2, "04": 2}, "niva": {"kommun": 1, "region": 1}, "typ": {}}
    assert shown(engine.search(asked)) == shown(result)


def test_terms_hold_on_their_days(engine):
    last = TODAY + timedelta(days=10)
    terms = (Term("gallande", last=last), Term("utgangen", first=last + timedelta(days=1)))
    engine.rebuild([record("1", "Läsning", status=terms)])

    def on(day: date, status: str) -> tuple[int, dict[str, int]]:
        filters = {"status": frozenset({status})}
        asked = query(engine, "läsning", on=day, filters=filters, facets=("status",))
        return engine.count_many([asked])[0][0], dict(engine.search(asked).facets["status"])

    assert on(last, "gallande") == (1, {"gallande": 1})
    assert on(last + timedelta(days=1), "gallande") == (0, {"utgangen": 1})
    assert on(last + timedelta(days=365), "utgangen") == (1, {"utgangen": 1})


def test_filters_change_no_reading(engine):
    engine.rebuild([record(str(n), "Läsfrämjande för barn", lan=f"{n:02}") for n in range(10)])
    asked = query(engine, "läsfrämjande barn", filters={"lan": frozenset({"03"})})

    assert not asked.analysed.match_any
    assert engine.count_many([asked]) == [(1, 1)]


# --- indexing


def test_writing_replaces_a_record(engine):
    engine.write([record("1", "Gammalt ord")])
    engine.write([record("1", "Nytt"), record("2", "Nytt också")])

    assert engine.count_many([query(engine, "gammalt")]) == [(0, 0)]
    assert engine.count_many([query(engine, "nytt")]) == [(2, 2)]
    assert engine.status().records == 2


def test_forgotten_records_and_their_words_are_gone(engine):
    engine.write([record("1", "Hemligheter om läsning"), record("2", "Läsning")])
    engine.delete(SOURCE, ["1", "unknown"])

    assert engine.count_many([query(engine, "hemligheter")]) == [(0, 0)]
    assert engine.vocabulary().frequency("hemligheter") == 0
    assert engine.vocabulary().frequency("läsning") == 1
    assert engine.status().records == 1


def test_rebuild_leaves_only_what_it_was_given(engine):
    engine.write([record("1", "Läsning")])
    engine.rebuild([record("2", "Läsning")])

    assert [group.group for group in engine.search(query(engine, "läsning")).groups] == ["2"]


def interrupted(records: list[Record], after: int) -> Iterator[Record]:
    yield from records[:after]
    raise RuntimeError("interrupted")


def test_an_interrupted_rebuild_leaves_the_old_index(engine):
    engine.rebuild([record("old", "Läsning")])
    with pytest.raises(RuntimeError):
        engine.rebuild(interrupted([record(str(n), "Läsning") for n in range(450)], 400))

    assert engine.count_many([query(engine, "läsning")]) == [(1, 1)]
    assert engine.keys(SOURCE) == {"old"}


# The yardstick builds at once and keeps nothing of a failed build.
@pytest.mark.parametrize("engine", EACH[1:], indirect=True)
def test_an_interrupted_rebuild_goes_on_with_what_changed_meanwhile(engine):
    records = [record(str(n), "Första") for n in range(450)]
    engine.rebuild([record("0", "Första"), record("1", "Första")])
    with pytest.raises(RuntimeError):
        engine.rebuild(interrupted(records, 440))
    taken = engine.status().building
    engine.write([record("0", "Ändrad")])
    engine.delete(SOURCE, ["1"])
    engine.rebuild([record("0", "Ändrad"), *(record(str(n), "Andra") for n in range(3, 500))])

    assert 0 < taken < 450
    assert engine.keys(SOURCE) == {"0", *(str(n) for n in range(3, 500))}
    assert engine.count_many([query(engine, "ändrad", exact=True)]) == [(1, 1)]
    assert engine.count_many([query(engine, "första", exact=True)]) == [(taken - 3, taken - 3)]
    assert engine.status().building == 0


def test_nothing_is_found_before_the_first_record(engine):
    asked = query(engine, "läsning")

    assert engine.search(asked) == Result((), 0, 0, 0)
    assert (engine.count_many([asked]), list(engine.iter_pages(asked))) == ([(0, 0)], [])


def test_status_says_what_is_there(engine):
    engine.rebuild([record("1", "Läsning", "Böcker")])
    status = engine.status()

    assert (status.engine, status.analyser) == (engine.name, ANALYSER_VERSION)
    assert (status.records, status.chunks, status.missing, status.building) == (1, 2, False, 0)
    assert timedelta(0) <= datetime.now(UTC) - status.built < timedelta(minutes=1)
    assert (engine.keys(SOURCE), engine.keys("elsewhere")) == ({"1"}, set())


def test_threads_search_at_once(engine):
    engine.rebuild([record(str(n), "Läsning för barn") for n in range(30)])
    asked = query(engine, "läsning")

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _n: engine.search(asked).pages, range(50))) == {30}


# --- all engines agree

WORDS = [
    *("bibliotek", "biblioteket", "biblioteken", "biblioteksplan", "plan", "planer", "folkbibliotek", "lån", "län"),
    *("läsning", "läsfrämjande", "främjande", "läs", "barn", "barnen", "böcker", "bok", "och", "för", "arboga"),
    *("5", "§", "2018/1092"),
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
CHUNKS = st.builds(lambda unit, text, heading: (unit, text, heading), st.integers(1, 3), TEXTS, st.just("") | TEXTS)
TERMS = st.sampled_from(["03", "04", Term("03", last=TODAY), Term("04", first=TODAY + timedelta(days=1))])
ATOMS = (
    st.sampled_from(WORDS) | TEXTS.map('"{}"'.format) | st.sampled_from(["bib*", "-barn", "OR", '-"lån län"', "bibl"])
)
QUERIES = st.lists(ATOMS, min_size=1, max_size=4).map(" ".join)


@st.composite
def collections(draw: st.DrawFn) -> list[Record]:
    """A handful of records; a record's chunks are numbered in order."""
    drawn = draw(
        st.lists(
            st.tuples(st.lists(CHUNKS, max_size=3), st.just("") | TEXTS, st.sampled_from("abc"), TERMS), max_size=5
        )
    )
    return [
        record(
            str(key),
            *(Chunk(place, *chunk) for place, chunk in enumerate(sorted(chunks, key=lambda chunk: chunk[0]), start=1)),
            title=title,
            group=group,
            order=str(key),
            lan=lan,
        )
        for key, (chunks, title, group, lan) in enumerate(drawn)
    ]


def counts(engine: Engine, asked: Query) -> dict[str, object]:
    """All that must be the same on every engine."""
    result = engine.search(asked)
    streamed = list(engine.iter_pages(asked))
    return {
        "pages": {(hit.record, hit.unit) for hit in streamed},
        "in order": [group.group for group in result.groups if group.pages]
        == list(dict.fromkeys(hit.group for hit in streamed)),
        "counted": (result.pages, result.total, len(streamed)),
        "count": engine.count_many([asked]),
        "groups": {(group.group, group.pages) for group in result.groups},
        "title only": result.title_only,
        "facets": result.facets,
        "has_at_least": [engine.has_at_least(asked, max(1, len(streamed) + more)) for more in (0, 1)],
    }


@pytest.fixture(params=EACH[1:])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with ENGINES[request.param](tmp_path) as made:
        yield made


@given(collections(), QUERIES, st.booleans(), st.sampled_from(["relevance", "newest"]), st.sampled_from([(), ("03",)]))
@settings(max_examples=int(os.environ.get("EXAMPLES", "40")), deadline=None, suppress_health_check=list(HealthCheck))
def test_every_engine_agrees_with_the_yardstick(other, records, words, exact, sort, lan):
    yardstick = MemoryEngine()
    yardstick.rebuild(records)
    filters = {"lan": frozenset(lan)}
    asked = query(yardstick, words, exact=exact, filters=filters, sort=sort, facets=("lan",), limit=50)

    other.rebuild(records)
    assert counts(other, asked) == counts(yardstick, asked)
    assert query(other, words, exact=exact).analysed == asked.analysed
