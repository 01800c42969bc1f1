"""Matches in titles."""

from tests.factories.search import query, record
from tests.search.contract.engines import page_counts


def test_a_title_may_match_some_of_all_words(engine):
    named = [record(f"named{n}", "Läsfrämjande.", "Annat.", title="Biblioteksplan Arboga") for n in range(10)]
    other = record("other", "Läsfrämjande.", title="Biblioteksplan Boden")
    engine.rebuild([*named, other])
    asked = query(engine, "arboga läsfrämjande")

    assert not asked.analysed.match_any
    assert sorted({group.group for group in engine.search(asked).groups}) == sorted(each.key for each in named)
    assert engine.count_many([asked]) == [(10, 10)]


def test_a_title_alone_gives_a_group_without_pages(engine):
    engine.rebuild([record("1", "Om läsning.", title="Biblioteksplan Arboga"), record("2", "Arboga nämns här.")])

    result = engine.search(query(engine, "arboga"))

    assert page_counts(result) == [("2", 1), ("1", 0)]
    assert (result.pages, result.total, result.title_only) == (1, 1, 1)
    assert [hit.record for hit in engine.iter_pages(query(engine, "arboga"))] == ["2"]


def test_a_title_with_an_excluded_word_does_not_match(engine):
    engine.rebuild([record("1", "Om läsning.", title="Biblioteksplan Arboga")])

    assert engine.search(query(engine, "biblioteksplan -arboga")).title_only == 0


def test_parts_of_an_expansion_do_not_match_across_title_and_text(engine):
    engine.rebuild([record("1", "Om planer.", title="Bibliotek i Arboga")])

    assert engine.count_many([query(engine, "biblioteksplan")]) == [(0, 0)]
