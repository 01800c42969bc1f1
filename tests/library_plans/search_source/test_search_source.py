import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from library_plans.search_source import PlanSource
from search.types import GroupHit, PageHit
from tests.factories.library_plans import (
    DecisionFactory,
    EditionFactory,
    OwnedPlanFactory,
    PassageFactory,
    PlanFactory,
    PlanOwnerFactory,
)
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 23)
SOURCE = PlanSource()


def chosen(**filters):
    return SOURCE.resolve_filters({name: frozenset(values.split()) for name, values in filters.items()})


def test_the_default_scope_is_the_newest_adopted_text():
    assert chosen() == {"scope": {"senaste"}, "variant": {"antagen"}}


def test_within_an_edition_there_is_no_default_scope():
    assert chosen(edition="7", scope="alla") == {"edition": {"7"}}


@pytest.mark.parametrize(
    ("name", "value", "term"),
    [
        ("beslut", "antagande-2022", ("antagen", "2022")),
        ("period", "fran-2020", ("borjar", "2020")),
        ("period", "2025", ("period", "2025")),
        ("dnr", "Dnr KS 2018/1092", ("dnr", "ks2018/1092")),
        ("status", "utgangen-lange", ("status", "utgangen-lange")),
    ],
)
def test_url_values_are_resolved_to_terms(name, value, term):
    terms = SOURCE.resolve_filters({name: frozenset({value})})

    assert terms[term[0]] == {term[1]}


def test_gotland_is_found_by_either_code(organisations):
    assert chosen(kommun="09") == chosen(kommun="0980")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lan", "99"), ("lan", "12'"), ("kommun", "0000"), ("niva", "land"), ("typ", "x"), ("status", "ingen"),
        ("period", "20255"), ("period", "x"), ("sprak", "svenska"), ("beslut", "antagande-22"), ("organ", "x"),
        ("variant", "x"), ("edition", "0"), ("edition", "x"), ("edition", "9" * 30),
    ],
)  # fmt: skip
def test_unknown_values_are_refused_with_a_message(organisations, name, value):
    with pytest.raises(ValueError, match=r"har inget värde"):
        SOURCE.resolve_filters({name: frozenset({value})})


def test_values_have_labels_and_an_order(organisations):
    labels = [
        ("lan", "14"), ("kommun", "0382"), ("niva", "region"), ("status", "gallande"), ("period", "2025"),
        ("period", "tills-vidare"), ("sprak", "sv"), ("beslut", "forlangning"), ("organ", "kf"), ("variant", "remiss"),
    ]  # fmt: skip

    assert [SOURCE.value_label(name, value) for name, value in labels] == [
        "Västra Götalands län", "Östhammars kommun", "Region", "Gällande", "Går ut 2025",
        "Tills vidare", "Svenska", "Förlängning", "Kommunfullmäktige", "Remissversion",
    ]  # fmt: skip
    codes = ["1482", "0114", "0382", "1440"]
    assert sorted(codes, key=lambda code: SOURCE.value_order("kommun", code)) == ["1440", "1482", "0114", "0382"]


def record_of(edition):
    return next(row for row in SOURCE.records([str(edition.pk)]))


def test_a_record_holds_names_terms_and_text():
    owner = OrganisationFactory(code="0399", name="Provköping", aliases=["Provet"], display_name="Provköpings kommun")
    plan = OwnedPlanFactory(title="Läslust 2024", owner__organisation=owner)
    DecisionFactory(plan=plan, dnr="KS 2023/181")
    passage = PassageFactory(edition=EditionFactory(plan=plan), heading_path=["Mål", "Barn"], position=1)

    record = record_of(passage.edition)

    assert (record.key, record.group, record.order) == (str(passage.edition_id), str(plan.pk), "2023-10-26")
    assert record.title == "Läslust 2024 Provköping Provköpings kommun Provet"
    assert [(chunk.unit, chunk.text, chunk.heading) for chunk in record.chunks] == [
        (1, "Biblioteket arbetar läsfrämjande.", "Mål › Barn")
    ]
    terms = {name: [term.value for term in rows] for name, rows in record.terms.items()}
    assert (terms["kommun"], terms["lan"], terms["niva"], terms["dnr"], terms["audience"]) == (
        ["0399"], ["03"], ["kommun"], ["ks2023/181"], ["alla"],
    )  # fmt: skip


def test_plans_without_owner_and_files_without_text_are_not_indexed():
    EditionFactory(plan=PlanFactory())
    EditionFactory(state="no_text")

    assert (SOURCE.keys(), list(SOURCE.records())) == (set(), [])


def test_the_older_plan_leaves_the_default_scope_on_the_day_of_adoption():
    owner = OrganisationFactory()
    old, new = (
        EditionFactory(plan=OwnedPlanFactory(title=str(year), adopted_date_unknown=False, owner__organisation=owner))
        for year in (2019, 2023)
    )
    DecisionFactory(plan=old.plan, decided_on=dt.date(2019, 6, 1))
    DecisionFactory(plan=new.plan, decided_on=dt.date(2023, 6, 1))

    spans = [
        [(term.first, term.last) for term in record_of(edition).terms["scope"] if term.value == "senaste"]
        for edition in (old, new)
    ]

    assert spans == [[(dt.date.min, dt.date(2023, 5, 31))], [(dt.date(2023, 6, 1), dt.date.max)]]


def group(edition):
    hit = PageHit("planer", str(edition.pk), str(edition.plan_id), 3, 1, 1.0, "Text", "")
    return GroupHit("planer", str(edition.plan_id), str(edition.pk), 1, (hit,))


def test_a_hit_as_csv_row_and_as_api_object():
    plan = OwnedPlanFactory(owner__organisation=OrganisationFactory(code="0399"), owner__slug="bp", is_example=True)
    edition = EditionFactory(plan=plan)
    found = group(edition)
    card = SOURCE.hydrate([found], ON, AnonymousUser())[found.group]

    row = dict(zip(SOURCE.columns, SOURCE.row(found.hits[0], card, "https://example.org{}".format), strict=True))
    item = SOURCE.item(found.hits[0], card)

    assert (row["kod"], row["sida"], row["enhet"], row["status"], row["exempeltext"]) == (
        "0399", "3", "sida", "Gällande", "exempel",
    )  # fmt: skip
    assert item["url"] == f"{plan.get_absolute_url()}1/sida/3/"
    assert row["adress"] == f"https://example.org{item['url']}"
    assert (item["plan"], item["owner_code"], item["example"]) == (plan.pk, "0399", True)


def test_a_joint_plan_names_all_owners():
    plan = OwnedPlanFactory(owner__organisation=OrganisationFactory(display_name="Region Blekinge"))
    PlanOwnerFactory(plan=plan, position=2, organisation=OrganisationFactory(display_name="Region Kronoberg"))
    found = group(EditionFactory(plan=plan))

    assert SOURCE.hydrate([found], ON, AnonymousUser())[found.group].owners == "Region Blekinge och Region Kronoberg"


@pytest.mark.parametrize("count", [1, 3])
def test_cards_take_as_many_queries_for_three_as_for_one(count, django_assert_num_queries):
    groups = [group(EditionFactory()) for _number in range(count)]

    with django_assert_num_queries(4):
        SOURCE.hydrate(groups, ON, AnonymousUser())
