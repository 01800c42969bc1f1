"""Two plans that are one become one, with all that belonged to either, and are two again when that is undone."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from events.models import EventPage
from library_plans.choices import DecisionKind
from library_plans.merging import merge_plans, parts_to_move, undo_merge
from library_plans.models import Decision, Edition, Plan, PlanMerge, PlanOwner
from library_plans.register.counts import count_owners, owners_on
from library_plans.register.edition_selectors import count_readable_editions
from library_plans.voiding import void
from tests.factories.library_plans import (
    DecisionFactory,
    EditionFactory,
    EditionPageFactory,
    PassageFactory,
    PlanFactory,
    PlanOwnerFactory,
)
from tests.factories.organisations import OrganisationFactory
from tests.factories.pages import EventPageFactory, PlanSummaryPageFactory

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def site(empty_site, fresh_index, at_day):
    at_day(ON)


@pytest.fixture
def user():
    return User.objects.create_user("kb@example.org", password="x")


@pytest.fixture
def plans():
    """The joint plan of Alby and Berga, registered once for each; both have the adoption and one file of two."""
    alby, berga = (OrganisationFactory(code=code, name=name) for code, name in (("0399", "Alby"), ("0398", "Berga")))
    kept, merged = (PlanFactory(title=f"Plan i {name}", adopted_date_unknown=False) for name in ("Alby", "Berga"))
    for plan, owner in ((kept, alby), (merged, berga)):
        PlanOwnerFactory(plan=plan, organisation=owner, slug="plan")
        DecisionFactory(plan=plan)
        EditionFactory(plan=plan, content=b"%PDF-1.7 the same", number=1)
    PlanOwnerFactory(plan=merged, organisation=alby, slug="plan-2", position=2)
    DecisionFactory(plan=merged, kind=DecisionKind.CONSULTATION, decided_on=dt.date(2023, 2, 1))
    edition = EditionFactory(plan=merged, number=2)
    EditionPageFactory(edition=edition)
    PassageFactory(edition=edition, text="Bokbussen kör.")
    PlanFactory(title="Nästa", predecessor=merged)
    event = EventPageFactory()
    EventPage.plans.rel.related_model.objects.create(page=event, plan=merged, edition=merged.editions.get(number=1))
    PlanSummaryPageFactory(plan=merged, statements="[]")
    return kept, merged


def state():
    """Everything in the register that a merge may touch."""
    return {
        "plans": sorted(Plan.objects.values_list("title", "predecessor__title")),
        "owners": sorted(PlanOwner.objects.values_list("plan__title", "organisation__code", "position", "slug")),
        "decisions": sorted(Decision.objects.values_list("plan__title", "kind")),
        "editions": sorted(Edition.objects.values_list("plan__title", "number", "sha256")),
        "links": list(EventPage.plans.rel.related_model.objects.values_list("plan__title", "edition")),
        "counts": (count_owners(owners_on(ON), ON), count_readable_editions()),
    }


def test_what_belonged_to_either_belongs_to_the_plan_that_is_kept(client, user, plans):
    kept, merged = plans
    second = merged.editions.get(number=2).sha256
    before = state()

    merge_plans(kept, merged, user)

    after = state()
    assert {name: after[name] for name in ("plans", "owners", "decisions")} == {
        "plans": [("Nästa", "Plan i Alby"), ("Plan i Alby", None)],
        "owners": [("Plan i Alby", "0398", 2, "plan"), ("Plan i Alby", "0399", 1, "plan")],
        "decisions": [("Plan i Alby", "antagande"), ("Plan i Alby", "remiss")],
    }
    assert [row[1:] for row in after["editions"]] == [(1, kept.editions.get(number=1).sha256), (2, second)]
    assert after["links"] == [("Plan i Alby", kept.editions.get(number=1).pk)]
    assert after["counts"][0] == before["counts"][0]
    assert after["counts"][1] == (2, 2)
    call_command("check_register", verbosity=0)


def test_it_is_undone_as_a_whole(user, plans, django_capture_on_commit_callbacks):
    before = state()
    with django_capture_on_commit_callbacks(execute=True):
        merge = merge_plans(*plans, user)
    with django_capture_on_commit_callbacks(execute=True):
        undo_merge(merge, user)

    assert state() == before
    call_command("check_register", verbosity=0)
    with pytest.raises(ValidationError):
        undo_merge(merge, user)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/planer/0398-berga/plan/", ""),
        ("/planer/0398-berga/plan/1/", "1/"),
        ("/planer/0398-berga/plan/2/sida/1/?q=bok", "2/sida/1/?q=bok"),
        ("/planer/0398-berga/plan/sida/1/", "sida/1/"),
        ("/planer/0399-alby/plan-2/", ""),
        ("/planer/0399-alby/plan-2/2/fil/", "2/fil/"),
    ],
)
def test_old_addresses_lead_to_the_new_ones(client, user, plans, old, new):
    merge_plans(*plans, user)

    response = client.get(old)

    assert (response.status_code, response.headers["Location"]) == (301, f"/planer/0399-alby/plan/{new}")


def test_addresses_follow_a_second_merge_which_is_undone_first(client, user, plans):
    first = merge_plans(*plans, user)
    third = PlanFactory(title="Tredje")
    PlanOwnerFactory(plan=third, organisation=OrganisationFactory(code="0397", name="Cederby"), slug="plan")
    merge_plans(third, plans[0], user)

    assert client.get("/planer/0399-alby/plan-2/").headers["Location"] == "/planer/0397-cederby/plan/"
    with pytest.raises(ValidationError):
        undo_merge(first, user)


def test_a_plan_is_not_merged_with_itself_or_with_one_in_error(user, plans):
    kept, merged = plans
    with pytest.raises(ValidationError):
        merge_plans(kept, kept, user)
    void(merged, user, "Fel")
    with pytest.raises(ValidationError):
        merge_plans(kept, merged, user)

    assert PlanMerge.objects.count() == 0


def test_an_editor_sees_what_would_be_moved_merges_and_undoes(client, plans):
    kept, merged = plans
    client.force_login(User.objects.create_superuser("root@example.org", password="x"))
    address = reverse("library_plans_merge", args=[kept.pk])

    preview = client.get(f"{address}?plan={merged.pk}")
    assert preview.context["parts"] == parts_to_move(kept, merged)
    assert PlanMerge.objects.count() == 0

    client.post(address, {"plan": merged.pk})
    merge = PlanMerge.objects.get()
    undo = reverse("library_plans_undo_merge", args=[merge.pk])
    assert undo in client.get(reverse("plans:edit", args=[kept.pk])).content.decode()
    assert client.get(reverse("library_plans_void", args=["plan", merged.pk])).headers["Location"] == undo

    client.post(undo)
    assert Plan.objects.filter(pk=merged.pk).exists()
