import datetime as dt

import pytest

from library_plans.search_source.best_bets import best_bets, suggestions
from tests.factories.library_plans import DecisionFactory, OwnedPlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organisations")]
ON = dt.date(2026, 11, 23)


def found(text):
    return [(row.kind, row.title, row.url) for row in best_bets(text, ON)]


def owner(code, slug, title):
    return ("owner", title, f"/planer/{code}-{slug}/")


OSTHAMMAR = owner("0382", "osthammar", "Östhammars kommun")
HABO, HABO_O = owner("0643", "habo", "Habo kommun"), owner("0305", "habo", "Håbo kommun")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("östhammar", [OSTHAMMAR]),
        ("osthammar", [OSTHAMMAR]),
        ("Östhammars biblioteksplan", [OSTHAMMAR]),
        ("Östhammars kommuns biblioteksplan", [OSTHAMMAR]),
        ("läsfrämjande Östhammar", [OSTHAMMAR]),
        ("habo", [HABO]),
        ("håbo", [HABO_O]),
        ("habo / håbo", [HABO, HABO_O]),
        ("att vara delaktig", []),
        ("biblioteket i berg och dal", []),
        ("läsfrämjande", []),
        ("malung-sälen", [owner("2023", "malung-salen", "Malung-Sälens kommun")]),
    ],
)
def test_owners_are_found_by_name(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("biblioteksplaner Skåne", ("filter", "Planer i Skåne län", "/sok/?lan=12")),
        ("Skåne län", ("filter", "Planer i Skåne län", "/sok/?lan=12")),
        ("saknar biblioteksplan", ("coverage", "Kommuner utan känd plan", "/planer/?niva=kommun&status=ingen")),
        (
            "kommuner i Dalarna som saknar biblioteksplan",
            ("coverage", "Kommuner utan känd plan i Dalarnas län", "/planer/?niva=kommun&status=ingen&lan=20"),
        ),
        ("gällande planer", ("coverage", "Kommuner och regioner med gällande plan", "/planer/?status=i-kraft")),
        (
            "gällande biblioteksplaner i Skåne",
            ("coverage", "Kommuner och regioner med gällande plan", "/planer/?status=i-kraft&lan=12"),
        ),
        ("utgångna planer", ("coverage", "Kommuner och regioner vars plan har gått ut", "/planer/?status=utgangna")),
        (
            "planer utan slutdatum",
            ("coverage", "Kommuner och regioner med gällande plan utan sista dag", "/planer/?status=utan-slut"),
        ),
        ("går ut 2025", ("filter", "Planer som går ut 2025", "/sok/?period=2025")),
        ("planer som löper ut under 2026", ("filter", "Planer som går ut 2026", "/sok/?period=2026")),
        ("förlängd plan", ("filter", "Planer som har förlängts", "/sok/?beslut=forlangning&scope=alla")),
        ("skolbiblioteksplan", ("filter", "Bara skolbiblioteksplan", "/sok/?typ=skolbiblioteksplan")),
        (
            "antagen av kommunfullmäktige 2022",
            (
                "filter",
                "Planer antagna: kommunfullmäktige 2022",
                "/sok/?organ=kf&beslut=antagande-2022&scope=alla",
            ),
        ),
        ("biblioteksplan", ("coverage", "Alla biblioteksplaner i registret", "/planer/")),
    ],
)
def test_lists_and_filters_come_first(text, first):
    assert found(text)[0] == first


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("biblioteksplan VGR", "Västra Götalandsregionen"),
        ("regional biblioteksplan Sörmland", "Region Sörmland"),
        ("regional biblioteksplan Södermanland", "Region Sörmland"),
    ],
)
def test_regions_are_found_by_their_other_names(text, name):
    assert name in [title for kind, title, _url in found(text) if kind == "owner"]


@pytest.mark.parametrize("text", ["KS 2018/1092", "ks2018/1092", "Dnr KS 2018/1092"])
def test_a_reference_number_leads_to_its_plan(text):
    plan = OwnedPlanFactory(title="Biblioteksplan 2019–2022")
    DecisionFactory(plan=plan, dnr="KS 2018/1092", decided_on=dt.date(2018, 12, 10))
    DecisionFactory(plan=OwnedPlanFactory(), dnr="KS 2018/10921")

    assert [(kind, url) for kind, _title, url in found(text)] == [("decision", plan.get_absolute_url())]


def test_suggestions_are_owners_whose_name_starts_with_the_text():
    assert [row.title for row in suggestions("öst", 9)] == [
        "Region Östergötland",
        "Östersunds kommun",
        "Österåkers kommun",
        "Östhammars kommun",
        "Östra Göinge kommun",
    ]


@pytest.mark.parametrize("text", ["", " ", "/", "\0", "(", "a" * 1000, "2018/", '"', "å" * 400])
def test_odd_texts_have_no_best_bets(text):
    assert (found(text), suggestions(text, 5)) == ([], [])


def test_names_are_found_without_a_query(django_assert_num_queries):
    best_bets("uppsala", ON)

    with django_assert_num_queries(0):
        best_bets("östhammar, habo och håbo", ON)
