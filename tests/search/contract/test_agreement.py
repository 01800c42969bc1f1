"""Random records and queries: every engine gives the same counts as the reference engine in memory."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.memory import MemoryEngine
from search.types import Chunk, Engine, Query, Record, Term
from tests.factories.search import TODAY, query, record
from tests.search.contract.engines import ENGINES, WITHOUT_MEMORY

WORDS = [
    *("bibliotek", "biblioteket", "biblioteken", "biblioteksplan", "plan", "planer", "folkbibliotek", "lån", "län"),
    *("läsning", "läsfrämjande", "främjande", "läs", "barn", "barnen", "böcker", "bok", "och", "för", "arboga"),
    *("5", "§", "2018/1092", "folk-", "läs-", "plan,", "skolans", "skolbiblioteksplan"),
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


def observed(engine: Engine, asked: Query) -> dict[str, object]:
    """Everything that must be equal on every engine."""
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


@pytest.fixture(params=WITHOUT_MEMORY)
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with ENGINES[request.param](tmp_path) as made:
        yield made


@given(collections(), QUERIES, st.booleans(), st.sampled_from(["relevance", "newest"]), st.sampled_from([(), ("03",)]))
@settings(max_examples=int(os.environ.get("EXAMPLES", "40")), deadline=None, suppress_health_check=list(HealthCheck))
def test_every_engine_agrees_with_the_reference_engine(other, records, words, exact, sort, lan):
    reference = MemoryEngine()
    reference.rebuild(records)
    filters = {"lan": frozenset(lan)}
    asked = query(reference, words, exact=exact, filters=filters, sort=sort, facets=("lan",), limit=50)

    other.rebuild(records)
    assert observed(other, asked) == observed(reference, asked)
    assert query(other, words, exact=exact).analysed == asked.analysed
