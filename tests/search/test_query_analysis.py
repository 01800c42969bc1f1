import pytest

from search.engines.memory import MemoryEngine
from search.query_analysis import ENOUGH, TOO_LONG, analyse_query
from search.query_expansion import IN_COMPOUNDS
from search.types import AnalysedQuery, QueryTerm, TermVariant
from tests.factories.search import SOURCE, record


def analysed(text: str, *texts: str, **options) -> AnalysedQuery:
    """How a query is read beside an index of these texts, one record each."""
    engine = MemoryEngine()
    engine.write(record(str(number), each) for number, each in enumerate(texts))
    return analyse_query(text, engine, source=SOURCE, **options)


def tokens(found: AnalysedQuery, clause: int = 0) -> set[str]:
    return {token for group in found.clauses[clause] for v in group.variants for word in v.words for token in word}


def test_exact_reading_adds_nothing():
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


def test_a_word_is_looked_for_in_its_inflections_and_in_compounds():
    found = analysed("böcker", "En bok")

    assert tokens(found) == {"=böcker", "bok", "+bok"}
    assert found.expansions == (IN_COMPOUNDS,)


def test_a_stem_that_is_a_small_word_is_not_looked_for():
    found = tokens(analysed("förare", "Föraren kör för biblioteket."))

    assert found & {"=föraren", "för", "+för"} == {"=föraren"}


def test_a_much_more_usual_form_counts_like_the_written_one():
    usual = ["Kommunen"] * 30

    assert "=kommunen" in tokens(analysed("kommun", "Kommun", *usual))
    assert "=kommunen" not in tokens(analysed("kommun", *["Kommun"] * 2, *usual))


def test_a_compound_is_looked_for_in_its_parts_ranked_below():
    (group,) = analysed("skolbibliotek").clauses[0]
    (parts,) = (variant for variant in group.variants if variant.expansion == "skol + bibliotek")

    assert parts == TermVariant(
        (("skol", "+skol"), ("bibliotek", "+bibliotek")), weak=True, expansion="skol + bibliotek"
    )


def test_words_written_apart_are_looked_for_as_one():
    found = analysed("läs främjande", "Läsfrämjande")

    assert "läsfrämjande" in found.expansions
    assert ["=läsfrämjande" in tokens(found, clause) for clause in (0, 1)] == [True, True]


def test_a_last_word_that_is_unknown_may_be_a_beginning():
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
def test_slips_are_mended_and_named(typed, meant):
    assert meant in analysed(typed, "bibliotek folkbibliotek medborgare").expansions


def test_lost_dots_are_found_again_and_named():
    assert "läsfrämjande" in analysed("lasframjande", "Läsfrämjande").expansions


@pytest.mark.parametrize(("typed", "other"), [("lån", "län"), ("län", "lån"), ("håbo", "habo")])
def test_dots_that_were_written_are_kept(typed, other):
    assert other not in analysed(typed, other).expansions
    assert f"={other}" not in tokens(analysed(typed, other))


def test_synonyms_are_named_and_ranked_below():
    found = analysed("MIK", "Medie- och informationskunnighet")
    (variant,) = (v for v in found.clauses[0][0].variants if v.expansion == "medie- och informationskunnighet")

    assert (variant.weak, len(variant.words)) == (True, 3)


def test_what_is_switched_off_stays_off():
    names = frozenset({"läsfrämjande", IN_COMPOUNDS})

    assert analysed("lasframjande", "Läsfrämjande", without=names).expansions == ()


def test_small_words_do_not_count_beside_others():
    assert [clause[0].text for clause in analysed("en plan för alla").clauses] == ["plan"]
    assert [clause[0].text for clause in analysed("att vara").clauses] == ["att", "vara"]


def test_references_are_read_across_words():
    assert tokens(analysed("5 §")) == {"=BL:5", "BL:5"}
    assert next(clause[0].text for clause in analysed("§ 5 bibliotekslagen").clauses) == "§ 5"


@pytest.mark.parametrize(("pages", "match_any"), [(ENOUGH - 1, True), (ENOUGH, False)])
def test_any_word_will_do_when_too_few_pages_hold_all(pages, match_any):
    texts = ["Läsning för barn"] * pages

    assert analysed("läsning barn", *texts).match_any is match_any
    assert analysed("läsning barn", *texts, exact=True).match_any is False
    assert analysed("läsning", *texts).match_any is False


def test_pages_of_other_sources_or_behind_a_sign_in_decide_nothing():
    engine = MemoryEngine()
    engine.write(record(str(number), "Läsning för barn", audience="kb") for number in range(ENOUGH))

    assert analyse_query("läsning barn", engine, source=SOURCE).match_any


def test_a_query_that_was_cut_says_so():
    assert analysed("ord " * 50_000).notes == (TOO_LONG,)
    assert analysed("ord").notes == ()


def test_excluded_words_keep_their_written_form():
    found = analysed('plan -böcker -läs* -"öppet hus"')

    assert found.excluded == (
        QueryTerm("böcker", (TermVariant((("=böcker",),)),)),
        QueryTerm("läs", (TermVariant((("=läs*",),)),)),
        QueryTerm("öppet hus", phrase=("öppet", "hus")),
    )


@pytest.mark.parametrize("text", ["", "-", "OR", '""', "🎉", "-alla", "*"])
def test_nothing_to_look_for_is_an_empty_reading(text):
    assert analysed(text).empty
