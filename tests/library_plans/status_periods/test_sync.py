"""Whatever changes in the register, the stored periods are what the rules say."""

import datetime as dt

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from library_plans.choices import DecisionKind, EditionVariant, OwnerRole, PlanKind
from library_plans.models import Decision, Edition, OwnerStatusPeriod, Plan, PlanStatusPeriod
from library_plans.rules import owner_status, plan_status
from library_plans.status_periods.snapshots import plan_snapshots
from library_plans.status_periods.statuses import owner_status_from_period, plan_statuses
from library_plans.status_periods.sync import batched_updates, rebuild_periods
from organisations.models import Organisation
from tests.factories.library_plans import DecisionFactory, EditionFactory, PlanFactory, PlanOwnerFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
DAYS = [dt.date(year, month, 1) for year in (2015, 2019, 2020, 2023, 2024, 2026, 2028, 2035) for month in (1, 7)]
RELATED = ("plan_period__plan", "plan_period__adoption", "plan_period__evidence")


@pytest.fixture
def alby():
    return OrganisationFactory(code="0399", name="Alby")


@pytest.fixture
def berga():
    return OrganisationFactory(code="0398", name="Berga")


def make_plan(owner, first, last=None, **values):
    """An adopted plan of an owner, open-ended without a last year."""
    plan = PlanFactory(
        starts=dt.date(first, 1, 1), ends=dt.date(last, 12, 31) if last else None, adopted_date_unknown=False, **values
    )
    PlanOwnerFactory(plan=plan, organisation=owner)
    DecisionFactory(plan=plan, decided_on=dt.date(first - 1, 11, 20))
    return plan


@pytest.fixture
def plans(alby, berga):
    """Two generations of Alby's, the first without an end, and one of Berga's."""
    return make_plan(alby, 2016), make_plan(alby, 2024, 2027), make_plan(berga, 2020, 2023)


def extend(plans):
    Decision.objects.create(
        plan=plans[1], kind=DecisionKind.EXTENSION, decided_on=dt.date(2027, 5, 1), new_end=dt.date(2028, 12, 31)
    )


def correct_a_decision(plans):
    decision = plans[1].decisions.get()
    decision.decided_on = dt.date(2024, 3, 1)
    decision.save()


def move_a_decision(plans):
    decision = plans[1].decisions.get()
    decision.plan = plans[2]
    decision.save()


def share_with_another(plans):
    PlanOwnerFactory(plan=plans[1], organisation=Organisation.objects.get(code="0398"), position=2)


def move_to_another_owner(plans):
    owner = plans[1].owners.get()
    owner.organisation = Organisation.objects.get(code="0398")
    owner.save()


def name_a_predecessor_of_another_owner(plans):
    Plan.objects.filter(pk=plans[2].pk).update(ends=None)
    plans[1].predecessor = plans[2]
    plans[1].save()


def forget_the_predecessor(plans):
    name_a_predecessor_of_another_owner(plans)
    plans[1].predecessor = None
    plans[1].save()


def change_dates(plans):
    plans[1].ends = dt.date(2025, 6, 30)
    plans[1].save()


def change_kind(plans):
    plans[1].kind = PlanKind.SCHOOL
    plans[1].save()


def delete_a_plan(plans):
    plans[1].delete()


def delete_plans_at_once(plans):
    Plan.objects.filter(pk__in=[plans[0].pk, plans[1].pk]).delete()


def collect_a_consultation_version(plans):
    draft = PlanFactory(starts=None, ends=None, adopted_date_unknown=False)
    PlanOwnerFactory(plan=draft, organisation=Organisation.objects.get(code="0399"))
    EditionFactory(plan=draft, variant=EditionVariant.CONSULTATION)


def remove_the_consultation_version(plans):
    collect_a_consultation_version(plans)
    Edition.objects.get().delete()


CHANGES = [
    extend,
    correct_a_decision,
    move_a_decision,
    lambda plans: plans[1].decisions.get().delete(),
    lambda plans: Decision.objects.all().delete(),
    share_with_another,
    move_to_another_owner,
    lambda plans: plans[1].owners.get().delete(),
    name_a_predecessor_of_another_owner,
    forget_the_predecessor,
    change_dates,
    change_kind,
    delete_a_plan,
    delete_plans_at_once,
    collect_a_consultation_version,
    remove_the_consultation_version,
    lambda plans: Organisation.objects.get(code="0398").save(),
]


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_missing_or_extra_after_a_change(plans, change):
    change(plans)

    call_command("check_register", verbosity=0)


@pytest.mark.parametrize("change", CHANGES)
def test_stored_statuses_are_those_of_the_rules_on_any_day(plans, change):
    change(plans)

    snapshots = plan_snapshots()
    for day in DAYS:
        assert plan_statuses(Plan.objects.all(), day) == {key: plan_status(row, day) for key, row in snapshots.items()}
        for period in OwnerStatusPeriod.objects.on(day).select_related(*RELATED):
            expected = owner_status(snapshots.values(), period.organisation_id, period.role, day)
            assert owner_status_from_period(period, day) == expected


def test_every_owner_in_every_role_has_one_period_a_day(plans):
    gotland = OrganisationFactory(code="0980", region_code="09", name="Gotland")

    found = OwnerStatusPeriod.objects.on(dt.date(2024, 7, 1)).filter(organisation=gotland)

    assert set(found.values_list("role", "code")) == {(OwnerRole.MUNICIPALITY, "ingen"), (OwnerRole.REGION, "ingen")}


def test_a_batch_writes_once_at_its_end(plans):
    before = set(PlanStatusPeriod.objects.values_list("pk", flat=True))

    with batched_updates():
        extend(plans)
        change_dates(plans)
        assert set(PlanStatusPeriod.objects.values_list("pk", flat=True)) == before

    call_command("check_register", verbosity=0)


def test_a_failed_batch_changes_nothing(plans):
    def fail():
        extend(plans)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), batched_updates():
        fail()

    assert Decision.objects.filter(kind=DecisionKind.EXTENSION).count() == 0
    call_command("check_register", verbosity=0)


def damage_by_deletion():
    PlanStatusPeriod.objects.order_by("pk").last().delete()


def damage_by_another_plan():
    plan = PlanFactory()
    PlanStatusPeriod.objects.filter(plan=plan).update(code="forlangd")


def damage_by_version():
    OwnerStatusPeriod.objects.update(rule_version=99)


def damage_behind_the_models():
    Plan.objects.filter(starts=dt.date(2024, 1, 1)).update(ends=dt.date(2025, 12, 31))


@pytest.mark.parametrize(
    "damage", [damage_by_deletion, damage_by_another_plan, damage_by_version, damage_behind_the_models]
)
def test_check_register_reports_differences_and_rebuild_removes_them(plans, capsys, damage):
    damage()

    with pytest.raises(CommandError, match="periods are missing"):
        call_command("check_register")
    assert "missing: " in capsys.readouterr().out
    call_command("rebuild_status_periods")
    call_command("check_register", verbosity=0)
    assert rebuild_periods().missing == frozenset()


def test_system_check_warns_of_periods_of_another_rule_version(plans):
    assert run_checks(tags=[Tags.database], databases=["default"]) == []

    damage_by_version()

    found = run_checks(tags=[Tags.database], databases=["default"])
    assert [message.id for message in found] == ["library_plans.W001"]


def test_overlapping_periods_are_refused_by_postgresql_and_reported_elsewhere(plans):
    period = PlanStatusPeriod.objects.filter(plan=plans[0]).last()
    period.pk, period.first_day = None, period.first_day + dt.timedelta(days=1)

    def store_and_check():
        period.save()
        connection.check_constraints()
        call_command("check_register", verbosity=0)

    with pytest.raises(IntegrityError if connection.vendor == "postgresql" else CommandError), transaction.atomic():
        store_and_check()


@pytest.mark.parametrize("count", [1, 3])
def test_saving_a_plan_takes_as_many_queries_for_three_plans_as_for_one(alby, count, django_assert_max_num_queries):
    for index in range(count):
        plan = make_plan(alby, 2016 + 4 * index, 2019 + 4 * index)

    with django_assert_max_num_queries(24):
        plan.save()
