"""The history of plans, decisions, editions and organisations: who changed which field, from what to what."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from content.history import ACTION
from library_plans.admin.voiding import history_url
from library_plans.importer.registration import CollectedFile, register_file
from library_plans.models import Plan
from library_plans.voiding import void
from tests.extraction.hostile import HTML_PAGE
from tests.factories.library_plans import DecisionFactory, EditionFactory, OwnedPlanFactory
from tests.factories.organisations import OrganisationFactory
from tests.library_plans.admin.plan_form import plan_form_data


def changes(instance):
    """What the log holds of an instance, the first entry first: user, row, kind, and field, old and new value."""
    return [
        (
            entry.user and entry.user.email,
            entry.data["row"]["model"].partition(".")[2],
            entry.data["kind"],
            [(change["field"], change["old"], change["new"]) for change in entry.data["changes"]],
        )
        for entry in ModelLogEntry.objects.for_instance(instance).filter(action=ACTION).order_by("pk")
    ]


def cells(response):
    """The history as shown: what was changed, and its changes in words."""
    view = response.context["view"]
    subject, shown = view.columns[2:]
    return [
        (subject.get_value(entry), [" ".join(change) for change in shown.get_value(entry)])
        for entry in response.context["object_list"]
    ]


@pytest.fixture
def plan(db):
    made = OwnedPlanFactory(owner__organisation=OrganisationFactory(code="0399", name="Alby", display_name="Alby"))
    ModelLogEntry.objects.all().delete()
    return made


def test_the_form_logs_each_field_with_its_old_and_new_value(editor, plan):
    decision = DecisionFactory(plan=plan, dnr="KS 1")
    ModelLogEntry.objects.all().delete()
    owner = plan.owners.get()
    data = plan_form_data(
        owners=[{"id": owner.pk, "organisation": owner.organisation_id, "role": owner.role}],
        owners_initial=1,
        decisions=[
            {"id": decision.pk, "kind": "antagande", "body": "kf", "decided_on": "2023-11-02", "dnr": "KS 1"},
            {"kind": "forlangning", "decided_on": "2026-05-01", "new_end": "2028-12-31", "body": "kf"},
        ],
        decisions_initial=1,
        ends="2026-12-31",
        adopted_date_unknown="on",
    )

    assert editor.post(reverse("plans:edit", args=[plan.pk]), data).status_code == 302

    who = editor.user.email
    assert sorted(changes(plan)) == [
        (who, "decision", "added", [
            ("plan", None, "Biblioteksplan 2024–2027"), ("kind", None, "forlangning"), ("body", None, "kf"),
            ("decided_on", None, "2026-05-01"), ("new_end", None, "2028-12-31"), ("until_further_notice", None, False),
        ]),
        (who, "decision", "changed", [("decided_on", "2023-10-26", "2023-11-02")]),
        (who, "plan", "changed", [("ends", "2027-12-31", "2026-12-31")]),
    ]  # fmt: skip


def test_an_import_is_logged_without_a_user(plan):
    edition = register_file(CollectedFile(HTML_PAGE, "plan.html", ("0399",), starts=plan.starts)).edition

    assert [(who, row, kind) for who, row, kind, _fields in changes(plan)] == [(None, "edition", "added")]
    edition.source_url = "https://alby.example/"
    edition.save()
    assert changes(plan)[1:] == [(None, "edition", "changed", [("source_url", "", "https://alby.example/")])]


def test_a_save_that_changes_nothing_is_not_logged(plan):
    Plan.objects.get(pk=plan.pk).save()

    assert changes(plan) == []


def test_a_decision_that_moves_is_in_the_history_of_both_plans_and_a_removed_owner_stays_in_it(plan):
    decision, other = DecisionFactory(plan=plan), OwnedPlanFactory(title="En annan")
    ModelLogEntry.objects.all().delete()
    decision.plan = other
    decision.save()
    plan.owners.get().delete()

    moved = (None, "decision", "changed", [("plan", "Biblioteksplan 2024–2027", "En annan")])
    assert changes(other) == [moved]
    assert [row[1:3] for row in changes(plan)] == [("decision", "changed"), ("planowner", "removed")]


def test_the_admin_shows_the_history_in_words_and_of_each_part(editor, plan):
    edition, decision = EditionFactory(plan=plan), DecisionFactory(plan=plan)
    ModelLogEntry.objects.all().delete()
    decision.until_further_notice = True
    decision.kind = "revidering"
    decision.save()
    edition.variant = "kortversion"
    edition.save()
    void(plan, editor.user, "Dubblett")

    whole = cells(editor.get(reverse("plans:history", args=[plan.pk])))

    assert [subject for subject, _changes in whole] == [
        "Plan Biblioteksplan 2024–2027: ändrad",
        "Utgåva Biblioteksplan 2024–2027, 1: ändrad",
        "Beslut revidering 2023-10-26: ändrad",
    ]
    day = timezone.localtime(Plan.all_objects.get(pk=plan.pk).voided_at).strftime("%Y-%m-%d %H:%M")
    assert whole[0][1] == [
        f"Felregistrerad sedan – {day}",
        "Felregistrerad enligt – kb-redaktor@example.org",
        "Varför den är felregistrerad – Dubblett",
    ]
    assert whole[2][1] == ["Slag antagande revidering", "Tills ny plan finns nej ja"]
    assert cells(editor.get(history_url(decision))) == [whole[2]]
    assert cells(editor.get(history_url(edition))) == [whole[1]]


def test_the_history_of_an_organisation_is_shown(editor):
    alby = OrganisationFactory(name="Alby")
    alby.name = "Albyköping"
    alby.aliases = ["Alby"]
    alby.save()

    [(subject, shown)] = cells(editor.get(reverse("organisations:history", args=[alby.pk])))
    assert (subject, shown) == (
        "Organisation Alby kommun: ändrad",
        ["Namn Alby Albyköping", "Adress alby albykoping", "Andra namn – Alby"],
    )


def test_the_history_takes_as_many_queries_for_three_changes_as_for_one(editor, plan):
    def queries(day):
        plan.ends = dt.date(2027, 1, day)
        plan.save()
        with CaptureQueriesContext(connection) as captured:
            editor.get(reverse("plans:history", args=[plan.pk]))
        return len(captured)

    queries(1)
    one = queries(2)
    queries(3)

    assert queries(4) == one
