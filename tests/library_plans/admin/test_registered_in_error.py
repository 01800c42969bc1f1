"""Declaring a plan, decision or edition registered in error in the admin, and taking it back."""

import pytest
from django.urls import reverse

from library_plans.admin.voiding import void_url
from library_plans.models import Decision, Edition, Plan
from library_plans.voiding import void
from tests.factories.library_plans import DecisionFactory, EditionFactory
from tests.library_plans.admin.plan_form import plan_form_data
from tests.library_plans.admin.test_plan_lists import plan_titles


@pytest.fixture
def edition(db):
    made = EditionFactory(plan__title="Biblioteksplan")
    DecisionFactory(plan=made.plan)
    return made


def rows(edition):
    return {"plan": edition.plan, "decision": edition.plan.decisions.get(), "edition": edition}


@pytest.mark.parametrize("kind", ["plan", "decision", "edition"])
def test_an_editor_declares_it_with_a_reason_and_takes_it_back(editor, edition, kind):
    row = rows(edition)[kind]

    refused = editor.post(void_url(row), {"reason": " "})
    row.refresh_from_db()
    assert (refused.status_code, row.is_voided) == (200, False)

    editor.post(void_url(row), {"reason": "Fel kommun"})
    row.refresh_from_db()
    assert (row.void_reason, row.voided_by, row.is_voided) == ("Fel kommun", editor.user, True)
    assert "Fel kommun" in editor.get(void_url(row)).content.decode()

    editor.post(void_url(row))
    row.refresh_from_db()
    assert (row.is_voided, row.void_reason) == (False, "")


@pytest.mark.parametrize(("value", "kind"), [("plan", "plan"), ("beslut", "decision"), ("utgava", "edition")])
def test_the_list_of_plans_is_filtered_by_what_is_wrong(editor, edition, value, kind):
    EditionFactory(plan__title="En annan")
    void(rows(edition)[kind], editor.user, "Fel kommun")

    index = reverse("plans:index")
    listed = sorted(plan_titles(editor.get(index)))
    assert listed == (["En annan"] if kind == "plan" else ["Biblioteksplan", "En annan"])
    assert plan_titles(editor.get(f"{index}?felregistrerat={value}")) == ["Biblioteksplan"]


def test_the_form_of_a_plan_leads_to_declaring_each_of_its_parts_in_error(editor, edition):
    page = editor.get(reverse("plans:edit", args=[edition.plan_id])).content.decode()

    assert {kind: f'href="{void_url(row)}"' in page for kind, row in rows(edition).items()} == {
        "plan": True,
        "decision": True,
        "edition": True,
    }


def test_the_plan_shows_what_is_wrong_with_its_reason(editor, edition):
    void(edition.plan.decisions.get(), editor.user, "Fel decision")
    void(edition, editor.user, "Fel edition")

    page = editor.get(reverse("plans:edit", args=[edition.plan_id])).content.decode()

    assert (page.count("Fel decision"), page.count("Fel edition")) == (1, 1)


def test_the_form_of_a_plan_leaves_a_wrong_decision_alone(editor, edition):
    void(edition.plan.decisions.get(), editor.user, "Fel")
    owner = edition.plan.owners.get()
    data = plan_form_data(
        owners=[{"id": owner.pk, "organisation": owner.organisation_id, "role": owner.role}], owners_initial=1
    )

    response = editor.post(reverse("plans:edit", args=[edition.plan_id]), data)

    assert (response.status_code, Decision.all_objects.count(), Decision.objects.count()) == (302, 1, 0)


@pytest.mark.parametrize("address", ["plan/1", "beslut/1", "annat/1"])
def test_others_than_editors_are_refused(client, edition, django_user_model, address):
    client.force_login(django_user_model.objects.create_user("x@example.org", password="x"))

    assert client.post(f"/admin/felregistrerat/{address}/", {"reason": "x"}).status_code in (302, 403, 404)
    assert (Plan.objects.count(), Decision.objects.count(), Edition.objects.count()) == (1, 1, 1)
