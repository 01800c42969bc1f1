"""*Visible to* in the form of a page: what it offers, and when it takes effect."""

import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accessibility.models import AccessibilityStatementPage
from content.audiences import Audience, page_audience, set_page_audience
from guidance.models import GuidanceStepPage
from home.models import HomePage, InformationPage
from organisations.models import OrganisationPage
from reports.models import ReportPage
from tests.factories.pages import InformationPageFactory, ReportPageFactory
from tests.readers import KB, OFFICER
from tests.revisions import loaded_revision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("readers_site")]

EVERYBODY, SIGNED_IN, REGION, KB_ALONE = Audience


@pytest.fixture(autouse=True)
def index(settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path


@pytest.fixture
def page(readers):
    page = InformationPageFactory(title="Sidan")
    page.save_revision().publish()
    return page


@pytest.fixture
def report(readers):
    report = ReportPageFactory(parent=region_page(), level="regional")
    report.save_revision().publish()
    return report


def region_page(code="03"):
    return OrganisationPage.objects.get(organisation__code=code)


def save(client, page, audience=None, **values):
    """Saves an information page's draft; publishes it with `action-publish`."""
    data = {
        "title": page.title,
        "slug": page.slug,
        "summary": "Kort.",
        "body": streamfield([("text", rich_text("<p>Ord.</p>"))]),
        "comments": inline_formset([]),
        **({"audience": audience} if audience else {}),
        **loaded_revision(page),
        **values,
    }
    answer = client.post(f"/admin/pages/{page.pk}/edit/", nested_form_data(data))
    assert answer.status_code == 302, answer.context["form"].errors
    return page_audience(page)


def field_of(client, url):
    fields = client.get(url).context["form"].fields
    return fields.get("audience")


def offered(client, url):
    return [Audience(value) for value, _label in field_of(client, url).choices]


PUBLISH = {"action-publish": "1"}


def test_narrower_at_once_and_wider_with_publication(readers, page):
    kb = readers[KB]

    found = [
        save(kb, page, SIGNED_IN),  # a draft
        save(kb, page, KB_ALONE),
        save(kb, page, EVERYBODY),
        save(kb, page),
        save(kb, page, SIGNED_IN, **PUBLISH),
        save(kb, page, EVERYBODY, **PUBLISH),
    ]

    assert found == [SIGNED_IN, KB_ALONE, KB_ALONE, KB_ALONE, SIGNED_IN, EVERYBODY]


def test_draft_that_waits_to_be_shown_to_more_says_so_in_the_form(readers, page):
    save(readers[KB], page, KB_ALONE)
    save(readers[KB], page, SIGNED_IN)

    form = readers[KB].get(f"/admin/pages/{page.pk}/edit/").context["form"]

    assert (form.initial["audience"], page_audience(page)) == (SIGNED_IN, KB_ALONE)


def test_older_version_that_is_published_shows_no_more_than_the_draft_after_it(readers, page):
    kb = readers[KB]
    save(kb, page, KB_ALONE, **PUBLISH)
    save(kb, page, EVERYBODY)
    older = Page.objects.get(pk=page.pk).latest_revision
    save(kb, page, SIGNED_IN)

    older.publish()

    assert page_audience(page) == SIGNED_IN


def test_new_page_is_never_shown_more_widely(readers):
    home = HomePage.source_page()
    data = {
        "title": "Ny",
        "slug": "ny",
        "summary": "Kort.",
        "body": streamfield([]),
        "comments": inline_formset([]),
        "audience": KB_ALONE,
        **PUBLISH,
    }
    readers[KB].post(f"/admin/pages/add/home/informationpage/{home.pk}/", nested_form_data(data))

    created = InformationPage.objects.get(slug="ny")
    assert (created.live, page_audience(created)) == (True, KB_ALONE)


def test_what_is_offered_depends_on_the_place_and_on_who_asks(readers, report, page):
    own, other = f"/admin/pages/{report.pk}/edit/", f"/admin/pages/{page.pk}/edit/"
    new = f"/admin/pages/add/reports/reportpage/{region_page().pk}/"

    assert {url: offered(readers[KB], url) for url in (own, other, new)} == {
        own: [EVERYBODY, SIGNED_IN, REGION, KB_ALONE],
        other: [EVERYBODY, SIGNED_IN, KB_ALONE],
        new: [EVERYBODY, SIGNED_IN, REGION, KB_ALONE],
    }
    assert [offered(readers[OFFICER], url) for url in (own, new)] == [[EVERYBODY, SIGNED_IN, REGION]] * 2


def test_region_cannot_widen_what_kb_keeps_to_itself(readers, report):
    set_page_audience(report, KB_ALONE)
    field = field_of(readers[OFFICER], f"/admin/pages/{report.pk}/edit/")

    assert (field.disabled, [Audience(value) for value, _label in field.choices]) == (True, list(Audience))


def test_audience_that_is_not_offered_is_refused(readers, page):
    data = nested_form_data(
        {
            "title": "Sidan",
            "slug": page.slug,
            "summary": "Kort.",
            "body": streamfield([]),
            "comments": inline_formset([]),
            "audience": REGION,
        }
    )
    answer = readers[KB].post(f"/admin/pages/{page.pk}/edit/", data)

    assert list(answer.context["form"].errors) == ["audience"]
    assert page_audience(page) == EVERYBODY


@pytest.mark.parametrize("model", [HomePage, AccessibilityStatementPage, GuidanceStepPage])
def test_pages_for_everybody_offer_no_choice(readers, model):
    assert model.private_page_options == []
    page = model.objects.first()
    if page:
        assert field_of(readers[KB], f"/admin/pages/{page.pk}/edit/") is None


def test_wagtails_dialogue_of_privacy_is_gone(readers, page, admin_client):
    url = f"/admin/pages/{page.pk}/privacy/"
    data = {"restriction_type": PageViewRestriction.PASSWORD, "password": "sesam"}

    assert [one.post(url, data).status_code for one in (readers[KB], readers[OFFICER], admin_client)] == [404] * 3
    assert not PageViewRestriction.objects.filter(page=page.pk).exists()
    assert "set-privacy" not in readers[KB].get(f"/admin/pages/{page.pk}/edit/").text


def test_translation_has_the_audience_of_its_source(readers, page):
    english = Locale.objects.get(language_code="en")
    HomePage.source_page().copy_for_translation(english)
    set_page_audience(page, SIGNED_IN)
    translation = page.copy_for_translation(english)
    found = [page_audience(translation)]
    for audience in (KB_ALONE, EVERYBODY):
        save(readers[KB], page, audience, **PUBLISH)
        found.append(page_audience(translation))

    assert found == [SIGNED_IN, KB_ALONE, EVERYBODY]
    assert field_of(readers[KB], f"/admin/pages/{translation.pk}/edit/") is None


def test_copy_is_shown_to_no_more_than_the_page(readers, page):
    parent = InformationPageFactory(title="Internt")
    set_page_audience(parent, SIGNED_IN)
    save(readers[KB], page, KB_ALONE, **PUBLISH)

    copied = InformationPage.objects.get(pk=page.pk).copy(to=parent, update_attrs={"slug": "kopia"}, keep_live=True)

    assert page_audience(copied) == KB_ALONE


def test_page_that_moves_to_another_region_is_shown_to_that_one(readers, report):
    set_page_audience(report, REGION)
    report.move(region_page("21"), pos="last-child")
    moved = ReportPage.objects.get(pk=report.pk)

    assert page_audience(moved) == REGION
    assert sorted(PageViewRestriction.objects.get(page=moved.pk).groups.values_list("name", flat=True)) == [
        "KB",
        "Region Gävleborg: läsekrets",
    ]


def test_change_is_in_the_log_of_the_page(readers, page):
    save(readers[KB], page, KB_ALONE)

    entries = PageLogEntry.objects.filter(page=page.pk, action__startswith="wagtail.view_restriction")
    assert [(entry.action, entry.user.memberships.get().role) for entry in entries] == [
        ("wagtail.view_restriction.create", "kb-redaktor")
    ]


def test_setting_up_the_site_again_changes_no_audience(readers, page):
    set_page_audience(page, KB_ALONE)
    call_command("setup_site", verbosity=0)

    assert page_audience(page) == KB_ALONE
