"""Plans and their files are chosen by whose they are."""

import re

import pytest
from django.contrib.auth.models import Permission

from library_plans.models import Edition, Plan
from organisations.models import Organisation
from tests.factories.accounts import UserFactory
from tests.factories.library_plans import EditionFactory, OwnedPlanFactory, PlanFactory
from tests.factories.organisations import OrganisationFactory


@pytest.fixture
def plans(db):
    for name in ("Östhammar", "Ale"):
        body = OrganisationFactory(name=name, display_name=f"{name}s kommun")
        EditionFactory(plan=OwnedPlanFactory(title="Biblioteksplan", owner__organisation=body), number=3)
    PlanFactory(title="Utan ägare")


def offered(client, chooser, words, **more):
    html = client.get(f"/admin/{chooser}/results/", {"q": words, **more}).text
    return [" ".join(name.split()) for name in re.findall(r"data-chooser-modal-choice[^>]*>([^<]+)<", html)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("östhammar", ["Östhammars kommun: Biblioteksplan"]),
        ("ale biblioteksplan", ["Ales kommun: Biblioteksplan"]),
        ("utan", ["Utan ägare"]),
        ("finnsinte", []),
    ],
)
def test_a_plan_is_offered_with_its_owner(editor, plans, words, names):
    assert offered(editor, "valj-plan", words) == names


def test_an_edition_is_offered_with_plan_and_number(editor, plans):
    assert offered(editor, "valj-utgava", "ale") == ["Ales kommun: Biblioteksplan, 3"]


def test_a_plans_own_editions_are_offered_where_a_plan_is_chosen(editor, plans):
    plan = Edition.objects.get(plan__owners__organisation__name="Ale").plan

    assert offered(editor, "valj-utgava", "", plan=plan.pk) == ["Ales kommun: Biblioteksplan, 3"]
    assert offered(editor, "valj-utgava", "östhammar", plan=plan.pk) == []


@pytest.mark.parametrize("plan", ["0", "abc", "9" * 30, "\x00", ""])
def test_an_unknown_plan_does_not_filter_the_editions(editor, plans, plan):
    assert len(offered(editor, "valj-utgava", "", plan=plan)) == 2


def test_the_chosen_plan_is_named_with_its_owner(editor, plans):
    plan = OwnedPlanFactory(title="Ny", owner__organisation=Organisation.objects.get(name="Ale"))

    assert editor.get(f"/admin/valj-plan/chosen/{plan.pk}/").json()["result"]["title"] == "Ales kommun: Ny"


@pytest.mark.parametrize("count", [1, 3])
def test_the_chooser_takes_as_many_queries_for_three_editions_as_for_one(editor, django_assert_max_num_queries, count):
    for _number in range(count):
        EditionFactory(plan=OwnedPlanFactory())

    with django_assert_max_num_queries(12):
        editor.get("/admin/valj-utgava/results/")


def test_officers_of_regions_are_not_offered_what_nobody_owns(client, editor, plans):
    unowned = Plan.objects.get(title="Utan ägare")
    officer = UserFactory()
    officer.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(officer)

    assert offered(client, "valj-plan", "") == ["Ales kommun: Biblioteksplan", "Östhammars kommun: Biblioteksplan"]
    assert "Utan" not in client.get(f"/admin/valj-plan/chosen/{unowned.pk}/", follow=True).text
