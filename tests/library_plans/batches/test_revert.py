"""What a batch made is taken back as registered in error, and put back; what somebody changed is left."""

import pytest
from django.core.management import call_command

from content.history import ACTION
from library_plans.models import Decision, Edition, Plan
from tests.factories.library_plans import OwnedPlanFactory
from tests.library_plans.batches.documents import plan_file


def register():
    return [model.objects.count() for model in (Plan, Edition, Decision)]


@pytest.fixture
def entered(send, batch_of):
    """A batch of three plans that was entered."""
    towns = ("Ystad", "Lund", "Mora")
    batch = batch_of(*(plan_file(f"{town}.html", town) for town in towns))
    send(f"{batch.pk}/", accept_all="1")
    return batch


def test_a_batch_is_taken_back_and_put_back(send, entered):
    before = register()

    send(f"{entered.pk}/ta-tillbaka/", reason="Fel lista")
    taken = register()
    reasons = set(Plan.all_objects.values_list("void_reason", flat=True))
    send(f"{entered.pk}/lagg-tillbaka/")

    assert (before, taken, register()) == ([3, 3, 3], [0, 0, 0], [3, 3, 3])
    assert reasons == {"Fel lista"}
    assert set(entered.rows.values_list("status", flat=True)) == {"inford"}
    call_command("check_register")


def test_it_can_be_taken_back_again(send, entered):
    for address in ("ta-tillbaka", "lagg-tillbaka", "ta-tillbaka"):
        send(f"{entered.pk}/{address}/", reason="Fel lista")

    assert register() == [0, 0, 0]


def test_a_plan_that_somebody_changed_is_named_and_left(send, editor, entered):
    plan = Plan.objects.get(owners__organisation__code="1281")
    plan.internal_note = "Ringde Lund"
    plan.save()

    send(f"{entered.pk}/ta-tillbaka/", reason="Fel lista")
    messages = [str(message) for message in editor.get(f"/admin/manga-planer/{entered.pk}/").context["messages"]]

    assert list(Plan.objects.all()) == [plan]
    assert messages[-1].endswith("sedan dess: Lund.html.")
    assert sorted(entered.rows.values_list("original_name", "status")) == [
        ("Lund.html", "inford"), ("Mora.html", "tillbakatagen"), ("Ystad.html", "tillbakatagen"),
    ]  # fmt: skip


def test_a_file_and_a_decision_leave_a_plan_that_was_there_before(send, batch_of):
    from organisations.models import Organisation

    plan = OwnedPlanFactory(owner__organisation=Organisation.objects.get(code="1286"))
    batch = batch_of(plan_file("ystad.html", "Ystad"))
    send(f"{batch.pk}/", accept=str(batch.rows.get().pk))
    entered = register()

    send(f"{batch.pk}/ta-tillbaka/", reason="Fel lista")

    assert (entered, register(), plan.is_voided) == ([1, 1, 1], [1, 0, 0], False)


def test_without_a_reason_nothing_is_taken_back(send, entered):
    response = send(f"{entered.pk}/ta-tillbaka/", reason=" ")

    assert (list(response.context["form"].errors), register()) == (["reason"], [3, 3, 3])


def test_the_history_names_the_editor(send, editor, entered):
    from wagtail.models import ModelLogEntry

    assert set(ModelLogEntry.objects.filter(action=ACTION).values_list("user", flat=True)) == {editor.user.pk}
