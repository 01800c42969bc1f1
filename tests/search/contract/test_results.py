"""Counts, paging, grouping and order of the results."""

import pytest

from search.types import Chunk
from tests.factories.search import SOURCE, query, record
from tests.search.contract.engines import page_counts


def test_a_page_is_counted_once_and_shown_by_its_best_chunk(engine):
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

    assert page_counts(engine.search(query(engine, "läsning"))) == [("1", 3)]


@pytest.mark.parametrize(
    ("sort", "expected"), [("newest", ["2026", "2020", "2014"]), ("oldest", ["2014", "2020", "2026"])]
)
def test_groups_are_sorted_by_the_order_of_their_records(engine, sort, expected):
    engine.rebuild([record(year, "Läsning", order=year) for year in ("2020", "2014", "2026")])
    asked = query(engine, "läsning", sort=sort)

    assert [group.group for group in engine.search(asked).groups] == expected
    assert [hit.group for hit in engine.iter_pages(asked)] == expected


@pytest.mark.parametrize(("start", "stop"), [(0, None), (0, 2), (2, 4), (4, None), (5, 9), (6, 8), (2, 2)])
def test_a_slice_of_the_pages_is_streamed(engine, start, stop):
    engine.rebuild([record(year, "Läsning", "Läsning och lek", order=year) for year in ("2020", "2014", "2026")])
    asked = query(engine, "läsning", sort="newest")
    pages = list(engine.iter_pages(asked))

    assert len(pages) == 6
    assert list(engine.iter_pages(asked, start, stop)) == pages[start:stop]


def test_newer_groups_come_first_among_equal_scores(engine):
    engine.rebuild([record(year, "Läsning", order=year) for year in ("2020", "2014", "2026")])

    assert [group.group for group in engine.search(query(engine, "läsning")).groups] == ["2026", "2020", "2014"]


def test_a_query_without_words_lists_what_passes_the_filters_newest_first(engine):
    years = ("2020", "2014", "2026", "2018")
    engine.rebuild([record(year, "Läsning", order=year, lan="03" if year > "2015" else "04") for year in years])
    asked = query(engine, "", filters={"lan": frozenset({"03"})}, facets=("lan",), offset=1, limit=5)
    result = engine.search(asked)

    assert page_counts(result) == [("2020", 0), ("2018", 0)]
    assert (result.pages, result.total, result.title_only) == (0, 0, 3)
    assert result.facets == {"lan": {"03": 3, "04": 1}}
    assert (engine.count_many([asked]), list(engine.iter_pages(asked)), engine.has_at_least(asked, 1)) == (
        [(0, 0)],
        [],
        False,
    )
