"""Files without owner are worked one after the other, with the text beside the form."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library_plans.models import PlanOwner
from organisations.models import Organisation
from tests.factories.library_plans import EditionFactory, PassageFactory, PlanFactory, PlanOwnerFactory

NEXT = "/admin/planer/utan-agare/nasta/"
TOWNS = [
    "Ystad", "Tierp", "Sala", "Mora", "Lund", "Malmö", "Kiruna", "Orsa", "Ale", "Vara",
    "Umeå", "Boden", "Kalmar", "Växjö", "Lysekil", "Eksjö", "Nora", "Trosa", "Ånge", "Habo",
]  # fmt: skip

pytestmark = pytest.mark.usefixtures("organisations")


def collect(town):
    """A file of a town's plan, without owner."""
    edition = EditionFactory(plan=PlanFactory(title="Biblioteksplan"), original_name="scan.pdf")
    PassageFactory(edition=edition, text=f"Biblioteksplan för {town} kommun", page_number=1, position=1)
    PassageFactory(edition=edition, text="Sida fyra", page_number=4, position=2)
    return edition.plan


def form_of(response):
    """The values that the form holds, and the address of the link that skips it."""
    form = BeautifulSoup(response.text, "html.parser").select_one(".owner-queue__form")
    values = {field["name"]: field.get("value", "") for field in form.select("input")}
    for select in form.select("select"):
        values[select["name"]] = (select.select_one("option[selected]") or select.option)["value"]
    return values, form.select_one("a.button-secondary")["href"]


def left(response):
    return int(re.search(r"(\d+) fil(?:er)? är utan ägare", response.text)[1])


def test_twenty_files_are_given_the_owner_that_their_text_names_in_a_row(editor):
    plans = [collect(town) for town in TOWNS]
    page = editor.get(NEXT, follow=True)
    counts = []

    for _plan in plans:
        counts.append(left(page))
        page = editor.post(page.request["PATH_INFO"], form_of(page)[0], follow=True)

    owners = PlanOwner.objects.filter(plan__in=plans).order_by("plan").values_list("organisation__name", "role")
    assert list(owners) == [(town, "kommun") for town in TOWNS]
    assert counts == list(range(20, 0, -1))
    assert (page.request["PATH_INFO"], "Alla filer har en ägare." in page.text) == ("/admin/planer/utan-agare/", True)


def test_text_and_evidence_stand_beside_the_form(editor):
    collect("Ystad")

    page = BeautifulSoup(editor.get(NEXT, follow=True).text, "html.parser")

    assert page.select_one("mark").text == "Ystad"
    assert page.select_one(".owner-queue__text").text.strip() == "Biblioteksplan för Ystad kommun"
    assert page.select_one("h2[id=fil-1]").text == "scan.pdf"
    assert page.select_one("[autofocus]")["name"] == "organisation"


def test_skipped_files_are_left_for_another_time(editor):
    first, second = collect("Ystad"), collect("Lund")

    page = editor.get(NEXT, follow=True)
    after = editor.get(form_of(page)[1], follow=True)
    end = editor.get(form_of(after)[1], follow=True)

    assert [page.request["PATH_INFO"], after.request["PATH_INFO"]] == [
        f"/admin/planer/utan-agare/{plan.pk}/" for plan in (first, second)
    ]
    assert "Det var den sista. 2 är kvar." in end.text


@pytest.mark.parametrize(
    ("code", "kind", "error"),
    [
        ("", "kommunal", "organisation"),
        ("9999", "kommunal", "organisation"),
        ("1286", "regional", "kind"),
        ("12", "kommunal", "kind"),
        ("1286", "påhittad", "kind"),
    ],
)
def test_what_cannot_be_is_refused_and_kept_in_the_form(editor, code, kind, error):
    plan = collect("Ystad")

    response = editor.post(
        f"/admin/planer/utan-agare/{plan.pk}/", {"organisation": code, "kind": kind, "title": "Ny titel"}
    )

    assert (list(response.context["form"].errors), form_of(response)[0]["title"]) == ([error], "Ny titel")
    assert not plan.owners.exists()


@pytest.mark.parametrize(("kind", "role"), [("kommunal", "kommun"), ("regional", "region")])
def test_gotland_owns_a_plan_in_the_role_of_its_kind(editor, kind, role):
    plan = collect("Gotland")

    editor.post(f"/admin/planer/utan-agare/{plan.pk}/", {"organisation": "0980", "kind": kind, "title": "Plan"})

    assert plan.owners.get().role == role


def test_an_owner_that_somebody_else_has_given_is_kept(editor):
    plan = collect("Ystad")
    lund = Organisation.objects.get(code="1281")
    PlanOwnerFactory(plan=plan, organisation=lund)

    page = editor.post(
        f"/admin/planer/utan-agare/{plan.pk}/",
        {"organisation": "1286", "kind": "kommunal", "title": "Min titel"},
        follow=True,
    )

    assert "Den filen har redan en ägare." in page.text
    assert [row.organisation for row in plan.owners.all()] == [lund]


def test_an_address_without_sense_leads_to_the_first_file(editor):
    plan = collect("Ystad")
    senseless = ["x", "-1", "0", "99999999999999999999", "²"]

    found = {after: editor.get(NEXT, {"efter": after}).url for after in senseless}

    assert found == dict.fromkeys(senseless, f"/admin/planer/utan-agare/{plan.pk}/")


def test_the_queue_is_closed_to_those_who_may_not_edit_plans(editor):
    plan = collect("Ystad")
    editor.user.groups.clear()

    assert [editor.get(path).status_code for path in (NEXT, f"/admin/planer/utan-agare/{plan.pk}/")] == [302, 302]


def test_a_long_queue_costs_as_many_queries_as_a_short_one(editor):
    def queries(plan):
        with CaptureQueriesContext(connection) as captured:
            editor.get(f"/admin/planer/utan-agare/{plan.pk}/")
        return len(captured)

    plan = collect("Ystad")
    queries(plan)
    one = queries(plan)
    for town in TOWNS[:3]:
        collect(town)

    assert queries(plan) == one
