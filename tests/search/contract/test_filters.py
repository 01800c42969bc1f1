"""Filters, facets, dated terms and sources."""

from dataclasses import replace
from datetime import date, timedelta

from search.types import AnalysedQuery, Chunk, Record, Term
from tests.factories.search import TODAY, query, record
from tests.search.contract.engines import found, page_counts


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
    assert page_counts(engine.search(asked)) == page_counts(result)


def test_terms_are_valid_on_their_days(engine):
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


def test_filters_do_not_change_the_query_analysis(engine):
    engine.rebuild([record(str(n), "Läsfrämjande för barn", lan=f"{n:02}") for n in range(10)])
    asked = query(engine, "läsfrämjande barn", filters={"lan": frozenset({"03"})})

    assert not asked.analysed.match_any
    assert engine.count_many([asked]) == [(1, 1)]
