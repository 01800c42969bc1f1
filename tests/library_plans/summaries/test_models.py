"""A summary of a plan: written in the admin, read on the plan's page, found in the search."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from library_plans.models import Edition, Redaction
from library_plans.summaries.models import PlanSummaryIndexPage, PlanSummaryPage
from search.indexing import rebuild
from tests.factories.library_plans import EditionFactory, EditionPageFactory, OwnedPlanFactory, PassageFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.pages import PlanSummaryPageFactory

pytestmark = pytest.mark.django_db
SEARCH = "/sok/?q=högläsning&source=sammanfattningar"


@pytest.fixture(autouse=True)
def site(empty_site, settings, tmp_path, fresh_index):
    rebuild()


@pytest.fixture
def edition():
    return edition_of(OrganisationFactory(code="0399", name="Alby", display_name="Alby kommun"))


def edition_of(owner):
    plan = OwnedPlanFactory(owner__organisation=owner, owner__slug="plan")
    edition = EditionFactory(plan=plan, page_count=3)
    for number in (1, 2, 3):
        EditionPageFactory(edition=edition, number=number)
        PassageFactory(edition=edition, page_number=number, position=number, text=f"Mening {number} om läsning.")
    return edition


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_a_search_is_constant(client, edition, publish, django_assert_num_queries, count):
    for owned in (edition, *(edition_of(OrganisationFactory()) for _ in range(count - 1))):
        publish(owned)
    client.get(SEARCH)

    with django_assert_num_queries(10):
        response = client.get(SEARCH)

    assert response.content.decode().count('data-testid="hit"') == count


@pytest.fixture
def editor(client, django_user_model):
    user = django_user_model.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client


def statement(edition, page=1, text="Kommunen satsar på högläsning.", words=""):
    key = edition.pk if edition else ""
    return {"statement": text, "edition": key, "page": page, "words": words}


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def publish(edition, *statements):
        rows = [
            ("statement", {**row, "edition": Edition.objects.get(pk=row["edition"])})
            for row in statements or [statement(edition)]
        ]
        with django_capture_on_commit_callbacks(execute=True):
            page = PlanSummaryPageFactory(plan=edition.plan, statements=rows)
            page.save_revision().publish()
        return page

    return publish


def post(client, plan, rows, **more):
    parent = PlanSummaryIndexPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=["plan_summaries", "plansummarypage", parent.pk])
    data = nested_form_data(
        {"plan": plan.pk if plan else "", "statements": streamfield([("statement", row) for row in rows]), **more}
    )
    return client.post(address, data)


def test_an_editor_writes_and_publishes_a_summary(editor, edition):
    answer = post(editor, edition.plan, [statement(edition, 2, words="om läsning")], **{"action-publish": "1"})

    assert answer.status_code == 302
    page = PlanSummaryPage.objects.get()
    assert (page.live, page.title) == (True, "Alby kommun: Biblioteksplan 2024–2027")
    assert [(row.text, row.page, row.words) for row in page.public_statements()] == [
        ("Kommunen satsar på högläsning.", 2, "om läsning")
    ]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"page": ""}, "Det här fältet är obligatoriskt"),
        ({"page": 4}, "Utgåvan har sidorna 1 till 3."),
        ({"edition": ""}, "Det här fältet är obligatoriskt"),
        ({"statement": ""}, "Det här fältet är obligatoriskt"),
        ({"words": "står inte där"}, "De här orden står inte på sidan."),
    ],
)
def test_a_statement_without_its_page_is_refused_at_the_field(editor, edition, changed, message):
    answer = post(editor, edition.plan, [{**statement(edition), **changed}], **{"action-publish": "1"})

    assert (answer.status_code, PlanSummaryPage.objects.count()) == (200, 0)
    errors = answer.context["form"].errors.as_data()["statements"][0].block_errors[0].block_errors
    assert {name: error.messages for name, error in errors.items()} == {next(iter(changed)): [message]}


def test_a_page_of_another_plan_is_refused(editor, edition):
    other = EditionFactory()
    EditionPageFactory(edition=other)

    answer = post(editor, edition.plan, [statement(edition), statement(other)], **{"action-publish": "1"})

    errors = answer.context["form"].errors.as_data()["statements"][0].block_errors
    assert {place: error.block_errors["edition"].messages for place, error in errors.items()} == {
        1: ["Utgåvan hör till en annan plan."]
    }


def test_statements_name_their_edition_when_there_are_several(client, edition, publish):
    other = EditionFactory(plan=edition.plan, number=2)
    EditionPageFactory(edition=other)
    publish(edition, statement(edition, 3), statement(other, 1))

    html = client.get("/planer/0399-alby/plan/").text

    assert [name in html for name in (">Sida 3, utgåva 1<span", ">Sida 1, utgåva 2<span")] == [True, True]


@pytest.mark.parametrize(("rows", "field"), [(0, "statements"), (1, "plan")])
def test_a_summary_needs_a_plan_and_a_statement(editor, edition, rows, field):
    answer = post(
        editor,
        edition.plan if field == "statements" else None,
        [statement(edition)] * rows,
        **{"action-publish": "1"},
    )

    assert (list(answer.context["form"].errors), PlanSummaryPage.objects.count()) == ([field], 0)


def test_a_plan_has_only_one_summary(editor, edition, publish):
    publish(edition)

    answer = post(editor, edition.plan, [statement(edition)], **{"action-publish": "1"})

    assert list(answer.context["form"].errors) == ["plan"]


def test_a_summary_is_shown_on_the_plans_page(client, edition, publish):
    page = publish(edition, statement(edition, 3, words="Mening 3"))

    html = client.get("/planer/0399-alby/plan/").text

    assert "Kommunen satsar på högläsning." in html
    assert 'href="/planer/0399-alby/plan/1/sida/3/?q=%22Mening+3%22">Sida 3<span' in html
    assert page.get_url() == "/planer/0399-alby/plan/"


def test_a_summary_has_no_url_of_its_own(client, edition, publish):
    page = publish(edition)
    own = f"/{page.get_parent().slug}/"

    answers = [client.get(f"{own}{page.slug}/"), client.get(own)]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, "/planer/0399-alby/plan/"),
        (302, "/planer/"),
    ]
    assert own not in client.get("/sitemap.xml").text


def test_an_editor_can_preview_a_summary(editor, edition, publish):
    page = publish(edition)

    html = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).text

    assert "Kommunen satsar på högläsning." in html


def found(client):
    return client.get("/api/v1/search?q=högläsning&source=sammanfattningar").json()


def test_a_hit_leads_to_the_statement(client, edition, publish):
    publish(edition, statement(edition, text="Biblioteken är öppna."), statement(edition))

    assert [hit["url"] for hit in found(client)["hits"]] == [
        "http://testserver/planer/0399-alby/plan/#sammanfattning-2"
    ]


@pytest.mark.parametrize(("page", "words"), [(None, ""), (1, ""), (1, "Mening 1")])
def test_redacted_statements_leave_page_and_search(
    client, edition, publish, django_user_model, django_capture_on_commit_callbacks, page, words
):
    publish(edition, statement(edition, 1, words="Mening 1 om"))
    user = django_user_model.objects.create_user("kb2@example.org", password="x")

    with django_capture_on_commit_callbacks(execute=True):
        Redaction.objects.create(
            edition=edition, page_number=page, words=words, reason="Namn", legal_ground="GDPR", decided_by=user
        )

    assert "högläsning" not in client.get("/planer/0399-alby/plan/").text
    assert found(client)["hits"] == []


def test_an_unpublished_summary_leaves_page_and_search(client, edition, publish, django_capture_on_commit_callbacks):
    page = publish(edition)

    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()

    assert "högläsning" not in client.get("/planer/0399-alby/plan/").text
    assert found(client)["hits"] == []


def test_it_stays_with_its_edition_and_editors_see_that_another_is_newer(editor, edition, publish):
    publish(edition)
    EditionFactory(plan=edition.plan, number=2)

    assert "1; utgåva 2 är nyare" in editor.get("/admin/sammanfattningar/").text
    assert "/plan/1/sida/1/" in editor.get("/planer/0399-alby/plan/").text


@pytest.mark.parametrize("count", [1, 3])
def test_the_plans_page_takes_as_many_queries_for_three_statements_as_for_one(
    client, edition, publish, django_assert_num_queries, count
):
    publish(edition, *[statement(edition, page) for page in range(1, count + 1)])
    client.get("/planer/0399-alby/plan/")

    with django_assert_num_queries(8):
        client.get("/planer/0399-alby/plan/")


@pytest.mark.parametrize(
    ("query", "status", "answer"),
    [
        ("edition={key}&page=2", 200, {"texts": ["Mening 2 om läsning."]}),
        ("edition={key}&page=4", 400, {"error": "Utgåvan har sidorna 1 till 3."}),
        ("edition=99999&page=1", 400, {"error": "Utgåvan finns inte."}),
        ("edition={key}&page=", 400, {"error": "Välj en utgåva och skriv vilken sida."}),
        ("edition={key}&page=0", 400, {"error": "Välj en utgåva och skriv vilken sida."}),
        ("edition={key}&page=1000000000000", 400, {"error": "Välj en utgåva och skriv vilken sida."}),
        ("edition=%00&page=1", 400, {"error": "Välj en utgåva och skriv vilken sida."}),
    ],
)
def test_an_editor_sees_the_text_of_a_page(editor, edition, query, status, answer):
    response = editor.get(f"/admin/plansida/?{query.format(key=edition.pk)}")

    assert (response.status_code, response.json()) == (status, answer)


def test_the_text_of_a_page_needs_an_editor(client, edition):
    assert client.get(f"/admin/plansida/?edition={edition.pk}&page=1").status_code == 302


def test_a_summary_is_not_suggested(client, edition, publish):
    publish(edition)

    assert "Biblioteksplan 2024" not in client.get("/sok/forslag/?q=Alby").text
