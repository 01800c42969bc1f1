import pytest

from search.engines.memory import MemoryEngine
from search.query_analysis import ENOUGH, IN_COMPOUNDS, TOO_LONG, read
from search.types import Group, Reading, Variant
from tests.factories.search import SOURCE, record


def reading(text: str, *texts: str, **options) -> Reading:
    """How a query is read beside an index of these texts, one record each."""
    engine = MemoryEngine()
    engine.write(record(str(number), each) for number, each in enumerate(texts))
    return read(text, engine, source=SOURCE, **options)


def tokens(found: Reading, clause: int = 0) -> set[str]:
    return {token for group in found.clauses[clause] for v in group.variants for word in v.words for token in word}


def test_exact_reading_adds_nothing():
    found = reading("biblioteken OR böcker plan", exact=True)

    assert found == Reading(
        (
            (Group("biblioteken", (Variant((("=biblioteken",),)),)), Group("böcker", (Variant((("=böcker",),)),))),
            (Group("plan", (Variant((("=plan",),)),)),),
        )
    )


def test_a_word_is_looked_for_in_its_inflections_and_in_compounds():
    found = reading("böcker", "En bok")

    assert tokens(found) == {"=böcker", "bok", "+bok"}
    assert found.expansions == (IN_COMPOUNDS,)


def test_a_stem_that_is_a_small_word_is_not_looked_for():
    found = tokens(reading("förare", "Föraren kör för biblioteket."))

    assert found & {"=föraren", "för", "+för"} == {"=föraren"}


def test_a_much_more_usual_form_counts_like_the_written_one():
    usual = ["Kommunen"] * 30

    assert "=kommunen" in tokens(reading("kommun", "Kommun", *usual))
    assert "=kommunen" not in tokens(reading("kommun", *["Kommun"] * 2, *usual))


def test_a_compound_is_looked_for_in_its_parts_ranked_below():
    (group,) = reading("skolbibliotek").clauses[0]
    (parts,) = (variant for variant in group.variants if variant.expansion == "skol + bibliotek")

    assert parts == Variant((("skol", "+skol"), ("bibliotek", "+bibliotek")), weak=True, expansion="skol + bibliotek")


def test_words_written_apart_are_looked_for_as_one():
    found = reading("läs främjande", "Läsfrämjande")

    assert "läsfrämjande" in found.expansions
    assert ["=läsfrämjande" in tokens(found, clause) for clause in (0, 1)] == [True, True]


def test_a_last_word_that_is_unknown_may_be_a_beginning():
    assert reading("biblio", "Bibliotek").expansions == (IN_COMPOUNDS, "biblio…")
    assert "=biblio*" in tokens(reading("biblio", "Bibliotek"))
    assert "biblio…" not in reading("biblio läsning", "Bibliotek").expansions


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
    assert meant in reading(typed, "bibliotek folkbibliotek medborgare").expansions


def test_lost_dots_are_found_again_and_named():
    assert "läsfrämjande" in reading("lasframjande", "Läsfrämjande").expansions


@pytest.mark.parametrize(("typed", "other"), [("lån", "län"), ("län", "lån"), ("håbo", "habo")])
def test_dots_that_were_written_are_kept(typed, other):
    assert other not in reading(typed, other).expansions
    assert f"={other}" not in tokens(reading(typed, other))


def test_synonyms_are_named_and_ranked_below():
    found = reading("MIK", "Medie- och informationskunnighet")
    (variant,) = (v for v in found.clauses[0][0].variants if v.expansion == "medie- och informationskunnighet")

    assert (variant.weak, len(variant.words)) == (True, 3)


def test_what_is_switched_off_stays_off():
    names = frozenset({"läsfrämjande", IN_COMPOUNDS})

    assert reading("lasframjande", "Läsfrämjande", without=names).expansions == ()


def test_small_words_do_not_count_beside_others():
    assert [clause[0].written for clause in reading("en plan för alla").clauses] == ["plan"]
    assert [clause[0].written for clause in reading("att vara").clauses] == ["att", "vara"]


def test_references_are_read_across_words():
    assert tokens(reading("5 §")) == {"=BL:5", "BL:5"}
    assert next(clause[0].written for clause in reading("§ 5 bibliotekslagen").clauses) == "§ 5"


@pytest.mark.parametrize(("pages", "loose"), [(ENOUGH - 1, True), (ENOUGH, False)])
def test_any_word_will_do_when_too_few_pages_hold_all(pages, loose):
    texts = ["Läsning för barn"] * pages

    assert reading("läsning barn", *texts).loose is loose
    assert reading("läsning barn", *texts, exact=True).loose is False
    assert reading("läsning", *texts).loose is False


def test_pages_of_other_sources_or_behind_a_sign_in_decide_nothing():
    engine = MemoryEngine()
    engine.write(record(str(number), "Läsning för barn", audience="kb") for number in range(ENOUGH))

    assert read("läsning barn", engine, source=SOURCE).loose


def test_a_query_that_was_cut_says_so():
    assert reading("ord " * 50_000).notes == (TOO_LONG,)
    assert reading("ord").notes == ()


def test_excluded_words_keep_their_written_form():
    found = reading('plan -böcker -läs* -"öppet hus"')

    assert found.excluded == (
        Group("böcker", (Variant((("=böcker",),)),)),
        Group("läs", (Variant((("=läs*",),)),)),
        Group("öppet hus", phrase=("öppet", "hus")),
    )


@pytest.mark.parametrize("text", ["", "-", "OR", '""', "🎉", "-alla", "*"])
def test_nothing_to_look_for_is_an_empty_reading(text):
    assert reading(text).empty
