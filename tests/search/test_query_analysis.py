import pytest

from search.engines.memory import MemoryEngine
from search.query_analysis import ENOUGH, SHORT_PREFIX, TOO_LONG, analyse_query
from search.query_expansion import IN_COMPOUNDS
from search.types import AnalysedQuery, ExpansionOptions, QueryTerm, TermVariant
from tests.factories.search import SOURCE, record


def analysed(text: str, *texts: str, **options) -> AnalysedQuery:
    """A query analysed against an index of these texts, one record each."""
    engine = MemoryEngine()
    engine.write(record(str(number), each) for number, each in enumerate(texts))
    return analyse_query(text, engine, source=SOURCE, options=ExpansionOptions(**options))


def tokens(found: AnalysedQuery, clause: int = 0) -> set[str]:
    return {token for group in found.clauses[clause] for v in group.variants for word in v.words for token in word}


def test_an_exact_query_is_not_expanded():
    found = analysed("biblioteken OR böcker plan", exact=True)

    assert found == AnalysedQuery(
        (
            (
                QueryTerm("biblioteken", (TermVariant((("=biblioteken",),)),)),
                QueryTerm("böcker", (TermVariant((("=böcker",),)),)),
            ),
            (QueryTerm("plan", (TermVariant((("=plan",),)),)),),
        )
    )


def test_a_word_matches_its_inflections_and_compounds():
    found = analysed("böcker", "En bok")

    assert tokens(found) == {"=böcker", "bok", "en:böcker", "fi:böcker", "+bok", "+boka"}
    assert found.expansions == (IN_COMPOUNDS,)


def test_a_stem_that_is_a_stop_word_is_not_matched():
    found = tokens(analysed("förare", "Föraren kör för biblioteket."))

    assert found & {"=föraren", "för", "+för"} == {"=föraren"}


def test_a_much_more_frequent_form_ranks_as_the_written_one():
    usual = ["Kommunen"] * 30

    assert "=kommunen" in tokens(analysed("kommun", "Kommun", *usual))
    assert "=kommunen" not in tokens(analysed("kommun", *["Kommun"] * 2, *usual))


def written_apart(compound: str, *texts: str) -> list[TermVariant]:
    (group,) = analysed(compound, *texts).clauses[0]
    return [variant for variant in group.variants if " + " in variant.expansion]


def test_a_compound_matches_its_parts_next_to_each_other():
    assert written_apart("skolbibliotek") == [TermVariant((("skol",), ("bibliotek",)), expansion="skol + bibliotek")]


def test_the_parts_of_a_compound_apart_only_rank():
    [[term], _plats] = analysed("skolbibliotek plats", "Skola och bibliotek.").clauses

    assert term.boosts == ((("skol",), ("bibliotek",)),)


@pytest.mark.parametrize("word", ["verk", "kval", "disk", "demo"])
def test_a_word_of_the_dictionary_is_not_completed(word):
    found = analysed(word, "Verksamheten har kvalitet, vi diskuterar demokrati.")

    assert [v for v in found.clauses[0][0].variants if any(t.endswith("*") for w in v.words for t in w)] == []


def test_a_compound_of_three_parts_may_be_written_apart_in_three_ways():
    assert [variant.words for variant in written_apart("skolbiblioteksplan")] == [
        (("skol",), ("bibliotek",), ("plan",)),
        (("skol",), ("biblioteksplan",)),
        (("skolbibliotek",), ("plan",)),
    ]


def test_parts_are_looked_for_in_the_forms_that_occur():
    assert written_apart("skolbibliotek", "Skolans bibliotek")[0].words == (("skol", "skolan"), ("bibliotek",))


def test_a_compound_matches_as_a_part_of_a_longer_one():
    (group,) = analysed("skolbibliotek").clauses[0]

    assert TermVariant((("+skol",), ("+bibliotek",)), expansion=IN_COMPOUNDS) in group.variants


def test_a_compound_written_apart_matches_the_compound():
    found = analysed("läs främjande", "Läsfrämjande")

    assert "läsfrämjande" in found.expansions
    assert ["=läsfrämjande" in tokens(found, clause) for clause in (0, 1)] == [True, True]


def test_an_unknown_last_word_matches_as_a_prefix():
    assert analysed("biblio", "Bibliotek").expansions == (IN_COMPOUNDS, "biblio…")
    assert "=biblio*" in tokens(analysed("biblio", "Bibliotek"))
    assert "biblio…" not in analysed("biblio läsning", "Bibliotek").expansions


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("biblotek", "bibliotek"),
        ("bibilotek", "bibliotek"),
        ("folkbibliotk", "folkbibliotek"),
        ("medborgre", "medborgare"),
    ],
)
def test_misspellings_are_corrected_and_named(typed, meant):
    assert meant in analysed(typed, "bibliotek folkbibliotek medborgare").expansions


@pytest.mark.parametrize(
    ("word", "near"),
    [("ungdomsgård", "ungdomsråd"), ("läsovana", "läsvana"), ("pensionär", "pension"), ("kvinnlig", "kvinnligt")],
)
def test_a_word_of_its_own_is_no_misspelling(word, near):
    assert near not in analysed(word, near).expansions


def test_abbreviations_are_found_in_compounds():
    assert "+it" in tokens(analysed("IT", "En it-pedagog"))


def test_missing_diacritics_are_restored_and_named():
    assert "läsfrämjande" in analysed("lasframjande", "Läsfrämjande").expansions


@pytest.mark.parametrize(("typed", "other"), [("lån", "län"), ("län", "lån"), ("håbo", "habo")])
def test_written_diacritics_are_kept(typed, other):
    assert other not in analysed(typed, other).expansions
    assert f"={other}" not in tokens(analysed(typed, other))


def test_synonyms_are_named_and_ranked_lower():
    found = analysed("MIK", "Medie- och informationskunnighet")
    (variant,) = (v for v in found.clauses[0][0].variants if v.expansion == "medie- och informationskunnighet")

    assert (variant.weak, len(variant.words)) == (True, 3)


def test_a_switched_off_expansion_is_left_out():
    names = frozenset({"läsfrämjande", IN_COMPOUNDS})

    assert analysed("lasframjande", "Läsfrämjande", without=names).expansions == ()


def test_stop_words_are_dropped_beside_other_words():
    assert [clause[0].text for clause in analysed("en plan för alla").clauses] == ["plan"]
    assert [clause[0].text for clause in analysed("att vara").clauses] == ["att", "vara"]


def test_law_references_span_several_words():
    assert tokens(analysed("5 §")) == {"=BL:5", "BL:5"}
    assert next(clause[0].text for clause in analysed("§ 5 bibliotekslagen").clauses) == "§ 5"


@pytest.mark.parametrize(("pages", "match_any"), [(ENOUGH - 1, True), (ENOUGH, False)])
def test_any_word_matches_when_too_few_pages_match_all(pages, match_any):
    texts = ["Läsning för barn"] * pages

    assert analysed("läsning barn", *texts).match_any is match_any
    assert analysed("läsning barn", *texts, exact=True).match_any is False
    assert analysed("läsning", *texts).match_any is False


def test_pages_of_other_sources_and_audiences_do_not_count_for_the_decision():
    engine = MemoryEngine()
    engine.write(record(str(number), "Läsning för barn", audience="kb") for number in range(ENOUGH))

    assert analyse_query("läsning barn", engine, source=SOURCE).match_any


def test_a_truncated_query_has_a_note():
    assert analysed("ord " * 50_000).notes == (TOO_LONG,)
    assert analysed("ord").notes == ()


def test_a_star_that_is_not_read_has_a_note():
    assert analysed("o* ord*").notes == (SHORT_PREFIX,)
    assert analysed("ord* *").notes == ()


def test_excluded_words_keep_their_written_form():
    found = analysed('plan -böcker -läs* -"öppet hus"')

    assert found.excluded == (
        QueryTerm("böcker", (TermVariant((("=böcker",),)),)),
        QueryTerm("läs", (TermVariant((("=läs*",),)),)),
        QueryTerm("öppet hus", phrase=("öppet", "hus")),
    )


@pytest.mark.parametrize("text", ["", "-", "OR", '""', "🎉", "-alla", "*"])
def test_a_query_without_words_is_empty(text):
    assert analysed(text).empty
