"""The admin form of reports: publishing, validation, preview and the permission to spread them."""

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accounts.models import User
from home.models import HomePage
from organisations.models import Organisation, OrganisationPage
from reports.models import ReportIndexPage, ReportPage
from tests.factories.library_plans import EditionFactory, OwnedPlanFactory
from tests.revisions import loaded_revision

FIGURE = {
    "number": "3",
    "unit": "av 10",
    "measure": "planer nämner uppföljning",
    "year": 2025,
    "source": "Egen läsning",
    "source_url": "",
}


def pk_of(code):
    return Organisation.objects.get(code=code).pk


def form_data(**values):
    data = {
        "title": "Ny rapport",
        "slug": "ny-rapport",
        "summary": "Kort.",
        "follow_up": "utformas",
        "level": "regional",
        "year": "2025",
        "easy_to_read": "",
        "body": streamfield([("text", rich_text("<p>Fullmäktige frågar.</p>")), ("key_figure", FIGURE)]),
        "authors": streamfield([("author", {"name": "Samordnare", "role": "redaktor", "organisation": ""})]),
        "files": streamfield([]),
        "organisations": inline_formset([{"organisation": pk_of("03")}]),
        "plans": inline_formset([]),
        "related_events": inline_formset([]),
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    return nested_form_data({**data, **values})


def add(editor, parent=None, **values):
    parent = parent or ReportIndexPage.objects.get()
    return editor.post(f"/admin/pages/add/reports/reportpage/{parent.pk}/", form_data(**values))


def errors(answer):
    """Field errors of the form and of the rows below it, by name."""
    form = answer.context["form"]
    rows = [
        (f"{name}-{place}-{field}", list(messages))
        for name, formset in form.formsets.items()
        for place, row in enumerate(formset.errors)
        for field, messages in row.items()
    ]
    return dict([(field, list(messages)) for field, messages in form.errors.items()] + rows)


def test_report_is_published(editor):
    add(editor)

    html = editor.get("/rapporter/ny-rapport/").text
    assert ("Samordnare, redaktör" in html, "planer nämner uppföljning, 2025" in html) == (True, True)


def test_report_is_published_below_a_region(editor):
    add(editor, OrganisationPage.objects.get())

    assert editor.get("/regioner/03-region-uppsala/ny-rapport/").status_code == 200


def test_allowed_parents(editor):
    assert ReportPage not in HomePage.allowed_subpage_models()
    assert ReportPage in OrganisationPage.creatable_subpage_models()


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"follow_up": ""}, "follow_up", "Det här fältet är obligatoriskt"),
        ({"level": ""}, "level", "Det här fältet är obligatoriskt"),
        ({"level": "mellan"}, "level", "Välj ett giltigt alternativ. mellan finns inte bland tillgängliga alternativ."),
        ({"summary": ""}, "summary", "Det här fältet är obligatoriskt"),
        ({"year": ""}, "year", "Det här fältet är obligatoriskt"),
        ({"year": "1989"}, "year", "Kontrollera att detta värde är större än eller lika med 1990."),
        ({"year": "2101"}, "year", "Kontrollera att detta värde är mindre än eller lika med 2100."),
        (
            {"easy_to_read": "x" * 4001},
            "easy_to_read",
            "Säkerställ att detta värde har som mest 4000 tecken (den har 4001).",
        ),
        ({"nationally_spread": "on"}, "spread_reason", "Skriv varför rapporten är av nationellt intresse."),
        (
            {"nationally_spread": "on", "spread_reason": "Bra.", "spread_on": "i går"},
            "spread_on",
            "Skriv dagen som 2026-11-26, 26/11 2026 eller 26 november 2026.",
        ),
        ({"level": "lokal"}, "level", "En lokal rapport har en kommun bland sina organisationer."),
        (
            {"organisations": inline_formset([{"organisation": ""}])},
            "organisations-0-organisation",
            "Det här fältet är obligatoriskt",
        ),
    ],
)
def test_invalid_value_is_reported_at_its_field(editor, values, field, message):
    answer = add(editor, **values)

    assert errors(answer) == {field: [message]}
    assert not ReportPage.objects.exists()


def test_regional_report_needs_a_region(editor):
    answer = add(editor, organisations=inline_formset([{"organisation": pk_of("0382")}]))

    assert errors(answer) == {"level": ["En regional rapport har en region bland sina organisationer."]}


def test_duplicate_organisation_is_rejected(editor):
    twice = inline_formset([{"organisation": pk_of("03")}, {"organisation": pk_of("03")}])

    answer = add(editor, organisations=twice)

    assert answer.status_code == 200
    assert not ReportPage.objects.exists()


@pytest.mark.parametrize(
    ("own", "page_number", "field", "message"),
    [
        (None, 3, "plans-0-edition", "Välj utgåvan som sidan finns i."),
        (False, 3, "plans-0-edition", "Utgåvan hör till en annan plan."),
        (True, 10, "plans-0-page_number", "Utgåvan har 9 sidor."),
        (True, 0, "plans-0-page_number", "Kontrollera att detta värde är större än eller lika med 1."),
    ],
)
def test_invalid_plan_reference_is_reported_at_its_field(editor, own, page_number, field, message):
    plan = OwnedPlanFactory()
    edition = None if own is None else EditionFactory(plan=plan if own else OwnedPlanFactory(), page_count=9)
    row = {"plan": plan.pk, "edition": edition.pk if edition else "", "page_number": page_number}

    assert errors(add(editor, plans=inline_formset([row]))) == {field: [message]}


@pytest.mark.parametrize(
    ("author", "message"),
    [
        ({"name": "", "role": "redaktor", "organisation": ""}, "Det här fältet är obligatoriskt"),
        ({"name": "A", "role": "kung", "organisation": ""}, "kung finns inte bland tillgängliga alternativ"),
    ],
)
def test_invalid_author_is_rejected(editor, author, message):
    answer = add(editor, authors=streamfield([("author", author)]))

    assert json.dumps(message)[1:-1] in answer.text
    assert not ReportPage.objects.exists()


def test_spread_date_defaults_to_today(editor):
    add(editor, nationally_spread="on", spread_reason="Gäller alla.")

    report = ReportPage.objects.get()
    assert (report.nationally_spread, report.spread_on) == (True, timezone.localdate())


def test_year_defaults_to_the_current_one(editor):
    index = ReportIndexPage.objects.get()

    form = editor.get(f"/admin/pages/add/reports/reportpage/{index.pk}/").context["form"]

    assert form["year"].value() == timezone.localdate().year


def test_incomplete_draft_is_saved(editor):
    draft = form_data(level="", summary="", organisations=inline_formset([]), nationally_spread="on")
    del draft["action-publish"]

    editor.post(f"/admin/pages/add/reports/reportpage/{ReportIndexPage.objects.get().pk}/", draft)

    assert ReportPage.objects.get().live is False


def test_preview_shows_unsaved_rows(editor):
    plan = OwnedPlanFactory(title="Planen")
    address = f"/admin/pages/add/reports/reportpage/{ReportIndexPage.objects.get().pk}/preview/"
    row = {"plan": plan.pk, "edition": "", "page_number": ""}

    editor.post(address, form_data(plans=inline_formset([row])))
    html = editor.get(address).text

    assert ("Region Uppsala</a>" in html, ": Planen</a>" in html, "Samordnare" in html) == (True, True, True)
    assert not ReportPage.objects.exists()


def test_content_checker_runs_only_in_the_preview(editor, publish):
    report, checker = publish(), 'id="wagtail-userbar-template"'
    address = f"/admin/pages/{report.pk}/edit/preview/"
    row = report.organisations.get()
    rows = inline_formset([{"id": row.pk, "organisation": row.organisation_id}], initial=1)

    editor.post(address, form_data(organisations=rows))

    assert checker in editor.get(f"{address}?in_preview_panel=true").text
    assert checker not in editor.get(report.url).text


@pytest.fixture
def region_editor(client, section):
    """A user who may publish below the region, without the permission to spread reports."""
    group = Group.objects.create(name="Region")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for name in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=name)
        GroupPagePermission.objects.create(
            group=group, page=OrganisationPage.objects.get().page_ptr, permission=permission
        )
    user = User.objects.create_user("region@example.org", password="x")
    user.groups.add(group)
    client.force_login(user)
    return client


def test_national_spread_needs_the_permission(region_editor):
    region = OrganisationPage.objects.get()
    form = region_editor.get(f"/admin/pages/add/reports/reportpage/{region.pk}/").context["form"]
    add(region_editor, region, nationally_spread="on", spread_reason="Själv.")

    report = ReportPage.objects.get()
    assert [name for name in form.fields if "spread" in name] == []
    assert (report.nationally_spread, report.spread_reason) == (False, "")


def test_edit_without_the_permission_keeps_national_spread(region_editor, publish):
    region = OrganisationPage.objects.get()
    report = publish(parent=region, nationally_spread=True, spread_reason="Gäller alla.", spread_on="2026-03-03")
    row = report.organisations.get()
    rows = inline_formset([{"id": row.pk, "organisation": row.organisation_id}], initial=1)

    data = form_data(title="Rättad", organisations=rows, **loaded_revision(report))
    region_editor.post(f"/admin/pages/{report.pk}/edit/", data)

    edited = ReportPage.objects.get()
    assert (edited.title, edited.nationally_spread, edited.spread_reason) == ("Rättad", True, "Gäller alla.")


def test_copy_is_not_nationally_spread(region_editor, publish):
    region = OrganisationPage.objects.get()
    report = publish(parent=region, nationally_spread=True, spread_reason="Gäller alla.", spread_on="2026-03-03")
    data = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": region.pk, "publish_copies": "on"}

    region_editor.post(f"/admin/pages/{report.pk}/copy/", data)

    copied = ReportPage.objects.get(slug="kopia")
    assert (copied.nationally_spread, copied.spread_reason, copied.spread_on) == (False, "", None)
    assert [row.organisation.name for row in copied.organisations.all()] == ["Region Uppsala"]
    assert copied.get_latest_revision_as_object().nationally_spread is False
