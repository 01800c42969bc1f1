"""Warnings are told before a plan is saved, and answered once."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from library_plans.choices import OwnerRole
from library_plans.models import Plan
from tests.extraction.hostile import HTML_PAGE
from tests.factories.library_plans import OwnedPlanFactory
from tests.factories.organisations import OrganisationFactory
from tests.library_plans.admin.plan_form import plan_form_data

SECOND = "Alby kommun har redan en plan av det här slaget för en del av de här dagarna: Biblioteksplan 2024–2027."
ADD = "/admin/planer/new/"


@pytest.fixture
def alby(db):
    owner = OrganisationFactory(code="0399", name="Alby")
    OwnedPlanFactory(owner__organisation=owner)
    return owner


def data(alby, **values):
    owners = [{"organisation": alby.pk, "role": OwnerRole.MUNICIPALITY}]
    return plan_form_data(owners=owners, **{"title": "En till", "starts": "2025-01-01", **values})


def test_a_warning_is_shown_beside_what_was_typed_and_answered(editor, alby):
    first = editor.post(ADD, data(alby))

    form = first.context["form"]
    assert (list(form.shown_warnings), form["title"].value(), Plan.objects.count()) == ([SECOND], "En till", 1)
    page = first.content.decode()
    assert (page.count(SECOND), page.count('name="save_anyway"')) == (1, 1)

    editor.post(ADD, data(alby, save_anyway=form.warnings_digest))
    assert Plan.objects.filter(title="En till").count() == 1


def test_an_answer_to_other_warnings_does_not_count(editor, alby):
    digest = editor.post(ADD, data(alby)).context["form"].warnings_digest
    rows = [{"kind": "antagande", "decided_on": "2062-05-01"}]

    again = editor.post(ADD, {**data(alby, save_anyway=digest), **plan_form_data(
        owners=[{"organisation": alby.pk, "role": "kommun"}], decisions=rows, save_anyway=digest
    )})  # fmt: skip

    told = [SECOND, "Antagande 1 maj 2062: den dagen har inte kommit än."]
    assert (again.context["form"].shown_warnings, Plan.objects.count()) == (told, 1)


def test_what_was_answered_is_not_asked_again(editor, alby):
    plan = OwnedPlanFactory(owner__organisation=alby, title="En till")
    owner = plan.owners.get()
    rows = [{"id": owner.pk, "organisation": alby.pk, "role": "kommun"}]

    response = editor.post(
        reverse("plans:edit", args=[plan.pk]), plan_form_data(owners=rows, owners_initial=1, title="Ny titel")
    )

    assert (response.status_code, Plan.objects.get(pk=plan.pk).title) == (302, "Ny titel")


def test_an_import_reports_the_warnings(alby, tmp_path, capsys):
    (tmp_path / "plan.html").write_bytes(HTML_PAGE)
    (tmp_path / "lista.csv").write_text(
        "file;owner_codes;kind;title;starts;ends\nplan.html;0399;kommunal;En till;2025;2029\n"
    )

    call_command("ingest_plans", tmp_path / "lista.csv", no_ocr=True)

    assert f"plan.html: {SECOND}" in capsys.readouterr().out
