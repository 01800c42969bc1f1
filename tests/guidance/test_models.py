"""Pages of guidance: products, steps, the print view, their admin forms and query counts."""

import re

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from guidance.models import GuidancePage, GuidanceStepPage
from tests.factories.library_plans import EditionFactory, EditionPageFactory, PassageFactory
from themes.models import Theme

PRODUCT_URL = "/vagledning/skriva-en-plan/"
TEXT = [("text", "<p>Börja med en nulägesbild.</p>")]


def quote(edition):
    return ("plan_quote", {"edition": edition, "page": 1, "words": "Ord"})


@pytest.fixture
def editions():
    made = [EditionFactory() for _ in range(3)]
    for edition in made:
        EditionPageFactory(edition=edition)
        PassageFactory(edition=edition, text="Ord i planen.")
    return made


def test_product_shows_facts_act_sections_and_steps_in_order(client, publish):
    section = Theme.objects.filter(kind="section").first()
    publish(
        steps=[("Börja", TEXT), ("Samråda", TEXT)],
        limitations="Tar inte upp skolbibliotek.",
        contributors=[("contributor", {"role": "Utvecklare", "organisation": "Region Exempel"})],
        act_sections=[("act_section", {"section": section, "text": "<p>Lagen säger så.</p>"})],
        change_log=[("change", {"version": "1.0", "day": "2026-03-01", "text": "Första versionen."})],
    )

    html = client.get(PRODUCT_URL).text

    facts = re.findall(r"<dt>([^<]+)</dt><dd>(.*?)</dd>", html)
    assert facts == [
        ("För", "Bibliotekschefer"),
        ("Version", "1.0, 1 mars 2026"),
        ("Handlar om", "Hur planerna utformas"),
        ("Medverkande", "Utvecklare, Region Exempel"),
    ]
    assert re.findall(r'<li><a href="/vagledning/skriva-en-plan/([^"]+)/">', html) == ["borja", "samrada"]
    assert "Tar inte upp skolbibliotek." in html
    assert f"<summary>{section}</summary>" in html
    assert "Version 1.0, 1 mars 2026: <span>Första versionen.</span>" in html


@pytest.mark.parametrize(
    ("step", "previous_step", "next_step", "number"),
    [
        ("ett", None, "tva", "Steg 1 av 3"),
        ("tva", "ett", "tre", "Steg 2 av 3"),
        ("tre", "tva", None, "Steg 3 av 3"),
    ],
)
def test_step_links_to_previous_and_next_step(client, publish, step, previous_step, next_step, number):
    publish(steps=[("Ett", TEXT), ("Två", TEXT), ("Tre", TEXT)])

    html = client.get(f"{PRODUCT_URL}{step}/").text

    links = dict(re.findall(r'rel="(prev|next)" href="/vagledning/skriva-en-plan/([^"]+)/"', html))
    assert (links.get("prev"), links.get("next")) == (previous_step, next_step)
    assert number in html


def test_print_view_shows_all_steps(client, publish, editions):
    publish(steps=[("Ett", [*TEXT, quote(editions[0])]), ("Två", [quote(editions[1])])])

    html = client.get(f"{PRODUCT_URL}utskrift/").text

    assert re.findall(r'<h2 id="steg-\d">(\d)\. <span>([^<]+)</span></h2>', html) == [("1", "Ett"), ("2", "Två")]
    assert html.count("<blockquote><p>Ord</p></blockquote>") == 2
    assert html.index("nulägesbild") < html.index("2. <span>Två</span>")


def test_unpublished_step_is_left_out(client, publish):
    publish(steps=[("Ett", TEXT), ("Två", TEXT)])
    GuidanceStepPage.objects.get(slug="ett").unpublish()

    assert "Ett" not in client.get(PRODUCT_URL).text
    assert "Steg 1 av 1" in client.get(f"{PRODUCT_URL}tva/").text
    assert client.get(f"{PRODUCT_URL}ett/").status_code == 404


@pytest.mark.parametrize("path", ["finns-inte/", "utskrift/mer/", "ett/utskrift/"])
def test_unknown_paths_are_not_found(client, publish, path):
    publish(steps=[("Ett", TEXT)])

    assert client.get(f"{PRODUCT_URL}{path}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("/vagledning/", 11), (PRODUCT_URL, 15), (f"{PRODUCT_URL}ett/", 17), (f"{PRODUCT_URL}utskrift/", 13)],
)
def test_query_counts_are_constant(client, publish, editions, django_assert_num_queries, path, queries, count):
    names = ["Ett", "Två", "Tre"][:count]
    sections = Theme.objects.filter(kind="section")[:count]
    publish(
        steps=[(name, [*TEXT, *map(quote, editions[:count])]) for name in names],
        act_sections=[("act_section", {"section": theme, "text": "<p>Så.</p>"}) for theme in sections],
    )
    for number in range(1, count):
        publish(title=f"Nummer {number}")
    client.get(path)

    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200


def add(client, model, parent, data):
    return client.post(reverse("wagtailadmin_pages:add", args=["guidance", model, parent.pk]), nested_form_data(data))


def form_data(**values):
    return {
        "title": "Ny vägledning",
        "slug": "ny",
        "summary": "Så gör man.",
        "follow_up": "bada",
        "target_group": "Alla",
        "version": "1",
        "version_date": "2026-03-01",
        "body": streamfield([("text", rich_text("<p>Text.</p>"))]),
        "act_sections": streamfield([]),
        "contributors": streamfield([]),
        "change_log": streamfield([]),
        "related-TOTAL_FORMS": "0",
        "related-INITIAL_FORMS": "0",
        "action-publish": "1",
        **values,
    }


def test_editor_publishes_a_product_and_a_step(editor, section):
    answers = [add(editor, "guidancepage", section, form_data())]
    made = GuidancePage.objects.get()
    step = {"title": "Börja", "slug": "borja", "summary": "Om.", "body": streamfield([]), "action-publish": "1"}
    answers.append(add(editor, "guidancesteppage", made, step))

    assert [answer.status_code for answer in answers] == [302, 302]
    assert editor.get("/vagledning/ny/borja/").status_code == 200


@pytest.mark.parametrize("field", ["title", "summary", "follow_up", "target_group", "version", "version_date"])
def test_missing_value_is_reported_at_its_field(editor, section, field):
    answer = add(editor, "guidancepage", section, form_data(**{field: ""}))

    assert answer.context["form"].errors == {field: ["Det här fältet är obligatoriskt"]}
    assert GuidancePage.objects.count() == 0


def test_act_section_must_be_a_section_of_the_act(editor, section):
    subject = Theme.objects.filter(kind="subject").first()
    block = ("act_section", {"section": subject.pk, "text": rich_text("<p>Text.</p>")})

    answer = add(editor, "guidancepage", section, form_data(act_sections=streamfield([block])))

    errors = answer.context["form"].errors.as_data()["act_sections"][0].block_errors[0].block_errors
    assert errors["section"].messages == ["Välj en paragraf i bibliotekslagen."]


def test_incomplete_draft_is_saved(editor, section):
    data = form_data(summary="", target_group="", follow_up="")
    del data["action-publish"]

    assert add(editor, "guidancepage", section, data).status_code == 302
    assert not GuidancePage.objects.get().live
