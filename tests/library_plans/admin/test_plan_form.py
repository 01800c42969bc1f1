"""Plans are written with owners, decisions and a file in one form; what is wrong is said at its field."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from extraction.types import TextState
from library_plans.models import Decision, Edition, Plan, PlanOwner
from tests.factories.library_plans import (
    DecisionFactory,
    EditionFactory,
    OwnedPlanFactory,
    PlanFactory,
)
from tests.factories.organisations import OrganisationFactory
from tests.library_plans.admin.plan_form import HTML, PageText, form_errors, plan_form_data


def test_a_plan_is_registered_with_owner_decision_and_file_at_once(editor):
    owner = OrganisationFactory()
    data = plan_form_data(
        owners=[{"organisation": owner.pk, "role": "kommun"}],
        decisions=[{"kind": "antagande", "decided_on": "2023-10-26", "body": "kf", "dnr": "KS 2023/181"}],
        new_file=SimpleUploadedFile("plan.html", HTML),
        new_source_url="https://www.provkoping.se/plan.html",
    )

    response = editor.post(reverse("plans:add"), data)

    assert response.status_code == 302
    plan = Plan.objects.get()
    assert [(row.organisation, row.position, row.slug) for row in plan.owners.all()] == [
        (owner, 1, "biblioteksplan-2024")
    ]
    assert plan.decisions.get().dnr == "KS 2023/181"
    edition = plan.editions.get()
    assert (edition.number, edition.original_name, edition.source_url) == (
        1,
        "plan.html",
        "https://www.provkoping.se/plan.html",
    )


def test_an_uploaded_file_is_read_after_the_plan_is_stored(editor, django_capture_on_commit_callbacks):
    data = plan_form_data(
        owners=[{"organisation": OrganisationFactory().pk, "role": "kommun"}],
        new_file=SimpleUploadedFile("plan.html", HTML),
    )

    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("plans:add"), data)

    edition = Edition.objects.get()
    assert edition.state == "text"
    page = PageText(editor.get(reverse("plans:edit", args=[edition.plan_id])).content).texts
    assert "text" in page


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"title": ""}, "title", "Det här fältet är obligatoriskt"),
        ({"starts": "2028-01-01"}, "ends", "En plan kan inte sluta innan den börjar."),
        ({"until_further_notice": "on"}, "until_further_notice", "En plan har antingen ett slutdatum eller inget."),
        ({"new_language": "svenska!"}, "new_language", "Fyll i ett giltigt värde."),
        (
            {"new_source_url": "https://www.provkoping.se/plan.pdf"},
            "new_file",
            "Välj filen som hämtades från länken.",
        ),
    ],
)
def test_wrong_input_is_refused_at_its_field(editor, values, field, message):
    response = editor.post(reverse("plans:add"), plan_form_data(**values))

    assert (response.status_code, form_errors(response)) == (200, {field: [message]})
    assert Plan.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Den skickade filen är tom."),
        (b"\x00\x01\x02random", None),
    ],
)
def test_a_file_of_another_format_is_refused_at_its_field(editor, content, message):
    response = editor.post(reverse("plans:add"), plan_form_data(new_file=SimpleUploadedFile("plan.pdf", content)))

    assert list(form_errors(response)) == ["new_file"]
    assert message is None or form_errors(response)["new_file"] == [message]


def test_a_file_that_is_too_large_is_refused(editor, settings):
    settings.PLAN_FILE_MAX_BYTES = 10

    response = editor.post(reverse("plans:add"), plan_form_data(new_file=SimpleUploadedFile("plan.html", HTML)))

    assert form_errors(response) == {"new_file": ["Filen är större än 10\xa0byte."]}


def test_a_file_that_the_plan_has_is_refused(editor):
    edition = EditionFactory(content=HTML)
    owner = edition.plan.owners.get()
    data = plan_form_data(
        owners=[{"id": owner.pk, "organisation": owner.organisation_id, "role": "kommun"}],
        owners_initial=1,
        new_file=SimpleUploadedFile("samma.html", HTML),
    )

    response = editor.post(reverse("plans:edit", args=[edition.plan_id]), data)

    assert form_errors(response) == {"new_file": ["Planen har redan filen: utgåva 1."]}


def test_an_extension_without_an_end_is_refused_on_the_decision(editor):
    data = plan_form_data(decisions=[{"kind": "forlangning", "decided_on": "2027-01-01"}])

    response = editor.post(reverse("plans:add"), data)

    row = response.context["form"].formsets["decisions"].forms[0]
    assert row.errors == {"new_end": ["Ange till när planen förlängs."]}


def test_a_decision_is_not_removed(editor):
    plan = OwnedPlanFactory()
    decision, owner = DecisionFactory(plan=plan), plan.owners.get()
    data = plan_form_data(
        owners=[{"id": owner.pk, "organisation": owner.organisation_id, "role": "kommun"}],
        owners_initial=1,
        decisions=[{"id": decision.pk, "kind": "antagande", "decided_on": "2023-10-26", "DELETE": "1"}],
        decisions_initial=1,
    )

    response = editor.post(reverse("plans:edit", args=[plan.pk]), data)

    assert response.status_code == 200
    assert Decision.objects.filter(pk=decision.pk).exists()


def test_the_last_owner_is_not_removed(editor):
    plan = OwnedPlanFactory()
    owner = plan.owners.get()
    row = {"id": owner.pk, "organisation": owner.organisation_id, "role": "kommun", "DELETE": "on"}

    response = editor.post(reverse("plans:edit", args=[plan.pk]), plan_form_data(owners=[row], owners_initial=1))

    assert "En plan i registret behåller minst en ägare." in response.content.decode()
    assert list(plan.owners.all()) == [owner]


def test_the_same_owner_twice_is_refused(editor):
    owner = {"organisation": OrganisationFactory().pk, "role": "kommun"}

    response = editor.post(reverse("plans:add"), plan_form_data(owners=[owner, owner]))

    assert response.status_code == 200
    assert Plan.objects.count() == 0


def test_an_owner_in_a_second_plan_of_the_same_year_gets_another_address(editor):
    first = OwnedPlanFactory(owner__slug="biblioteksplan-2024", kind="kulturplan").owners.get()
    data = plan_form_data(owners=[{"organisation": first.organisation_id, "role": "kommun"}])

    editor.post(reverse("plans:add"), data)

    assert PlanOwner.objects.latest("pk").slug == "biblioteksplan-2024-2"


def test_a_plan_that_gets_an_owner_leaves_the_list_without_owner(editor):
    plan = PlanFactory(title="Utan ägare")
    waiting = PageText(editor.get(reverse("plans:queue")).content).texts
    assert "Utan ägare" in waiting

    editor.post(
        reverse("plans:edit", args=[plan.pk]),
        plan_form_data(title="Utan ägare", owners=[{"organisation": OrganisationFactory().pk, "role": "kommun"}]),
    )

    assert list(Plan.objects.without_owner()) == []
    assert plan.owners.get().slug == "biblioteksplan-2024"


@pytest.mark.parametrize("state", [TextState.TEXT, TextState.PARTIAL])
def test_editors_and_nobody_else_are_told_that_a_file_hides_text(editor, client, state):
    owned = OwnedPlanFactory()
    edition = EditionFactory(plan=owned, state=state, reasons=[{"code": "hidden_text"}])
    note = "Filen innehåller text som är dold eller markerad som borttagen."

    shown = editor.get(reverse("plans:edit", args=[owned.pk])).content.decode()
    client.logout()
    public = client.get(f"{owned.get_absolute_url()}{edition.number}/").content.decode()

    assert (note in shown, note in public) == (True, False)
