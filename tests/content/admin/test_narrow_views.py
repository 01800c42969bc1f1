"""What an officer of one region is shown of another's by views of Wagtail's that show everything."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.documents.models import Document

from accounts.choices import Role
from accounts.groups import sync_groups
from accounts.models import RegionGroup
from organisations.models import OrganisationPage
from tests.factories.accounts import MembershipFactory
from tests.factories.organisations import RegionFactory
from tests.factories.pages import ReportPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prepared_site")]


@pytest.fixture
def regions():
    """Two regions with their pages and groups."""
    made = RegionFactory(), RegionFactory(code="04", name="Region Sörmland", county_code="04")
    call_command("setup_site", verbosity=0)
    return made


@pytest.fixture
def officer(client, regions):
    """Signs in an officer of the first region."""
    user = MembershipFactory(organisation=regions[0], role=Role.REGION_OFFICER).user
    sync_groups()
    client.force_login(user)
    return user


@pytest.fixture
def foreign(regions):
    """Makes a report below the other region's page."""

    def make(title, live=False):
        return ReportPageFactory(parent=OrganisationPage.objects.get(organisation=regions[1]), title=title, live=live)

    return make


def test_page_chooser_lists_what_a_visitor_sees_of_others(client, officer, foreign):
    foreign("Hemligt utkast")
    public = foreign("Publicerad", live=True)

    shown = client.get(f"/admin/choose-page/{public.get_parent().pk}/").json()["html"]

    assert [title in shown for title in ("Hemligt utkast", "Publicerad")] == [False, True]


def test_page_chooser_does_not_open_below_a_foreign_draft(client, officer, foreign):
    assert client.get(f"/admin/choose-page/{foreign('Hemligt utkast').pk}/").status_code == 404


def test_page_chooser_does_not_begin_at_the_only_page_of_a_type(client, officer, foreign):
    foreign("Hemligt utkast")

    assert "Hemligt" not in client.get("/admin/choose-page/?page_type=reports.reportpage").json()["html"]


def test_page_chooser_gives_none_of_others_drafts_as_chosen(client, officer, foreign):
    draft, public = foreign("Hemligt utkast"), foreign("Publicerad", live=True)

    chosen = client.get(f"/admin/choose-page/chosen-multiple/?id={draft.pk}&id={public.pk}&id=x").json()["result"]

    assert [one["id"] for one in chosen] == [public.pk]


def test_title_that_is_not_published_yet_is_not_shown(client, officer, foreign):
    page = foreign("Publicerad", live=True)
    page.title = "Hemlig titel"
    page.save_revision()

    shown = client.get(f"/admin/choose-page/{page.get_parent().pk}/").json()["html"]

    assert ["Hemlig titel" in shown, "Publicerad" in shown] == [False, True]


@pytest.mark.parametrize("chosen", ["id={page}", "id=all&childOf={parent}", "id=all", "id=x"])
def test_bulk_action_does_not_name_pages_of_others(client, officer, foreign, chosen):
    page = foreign("Hemligt utkast")
    query = chosen.format(page=page.pk, parent=page.get_parent().pk)

    assert client.get(f"/admin/bulk/wagtailcore/page/publish/?{query}").status_code == 404


def test_bulk_action_keeps_what_is_ones_own(client, officer, foreign, regions):
    own = ReportPageFactory(parent=OrganisationPage.objects.get(organisation=regions[0]), title="Eget", live=False)
    query = f"id={own.pk}&id={foreign('Hemligt utkast').pk}"

    shown = client.get(f"/admin/bulk/wagtailcore/page/publish/?{query}").text

    assert ["Eget" in shown, "Hemligt" in shown] == [True, False]


def test_move_of_a_foreign_page_is_not_asked_about(client, officer, foreign):
    page = foreign("Hemligt utkast")

    answer = client.get(f"/admin/pages/{page.pk}/move/{page.get_parent().pk}/confirm/", follow=True)

    assert "Hemligt" not in answer.text


def test_api_of_the_admin_gives_files_of_ones_own_collections(client, officer, regions):
    for region in regions:
        collection = RegionGroup.objects.get(organisation=region).collection
        Document.objects.create(title=region.name, collection=collection, file=ContentFile(b"x", name="x.txt"))

    items = client.get("/admin/api/main/documents/").json()["items"]

    assert [one["title"] for one in items] == [regions[0].name]


def test_report_of_page_types_names_no_page_of_others(client, officer, foreign):
    foreign("Hemligt utkast").save_revision()

    assert "Hemligt" not in client.get("/admin/reports/page-types-usage/").text


def test_report_of_translations_leads_to_the_one_that_asks_for_the_right(client, officer):
    answer = client.get("/admin/localize/reports/translations/", follow=True)

    assert answer.redirect_chain[0] == ("/admin/oversattningar/", 302)
    assert answer.request["PATH_INFO"] != "/admin/oversattningar/"
