"""New pages from the workbench and from the lists of their types."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from accounts.models import User
from events.models import EventIndexPage
from guidance.models import GuidanceIndexPage
from organisations.models import OrganisationPage
from reports.models import ReportIndexPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]

GATHERING = "/admin/evenemang/ny-regional-uppfoljning/"


@pytest.fixture
def editor(client):
    user = User.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client


@pytest.fixture
def regional_editor(client):
    """May add below the page of Region Skåne alone."""
    group = Group.objects.create(name="Skåne")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    add = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    page = OrganisationPage.objects.get(organisation__region_code="12").page_ptr
    GroupPagePermission.objects.create(group=group, page=page, permission=add)
    user = User.objects.create_user("skane@example.org", password="x")
    user.groups.add(group)
    client.force_login(user)
    return client


def shortcuts(client):
    soup = BeautifulSoup(client.get("/admin/").text, "html.parser")
    return [(link.text, link["href"]) for link in soup.select("[data-testid=shortcuts] a")]


def owners(response, relation):
    return [row["organisation"].value() for row in response.context["form"].formsets[relation].initial_forms]


def organisation(code):
    return OrganisationPage.objects.get(organisation__region_code=code).organisation_id


@pytest.mark.parametrize(
    ("address", "form", "parent"),
    [
        ("evenemang/choose_parent/", "events/eventpage", EventIndexPage),
        ("rapporter/choose_parent/?regioner=valda", "reports/reportpage", ReportIndexPage),
        ("vagledning/choose_parent/", "guidance/guidancepage", GuidanceIndexPage),
    ],
)
def test_the_list_leads_to_the_form_and_the_form_back(editor, address, form, parent):
    answer = editor.get(f"/admin/{address}")

    back = f"next=%2Fadmin%2F{address.partition('/')[0]}%2F"
    assert answer.url == f"/admin/pages/add/{form}/{parent.objects.get().pk}/?{back}"


def test_the_workbench_leads_to_each_form_and_the_form_back(editor):
    back = "?next=%2Fadmin%2F"
    assert shortcuts(editor) == [
        ("Ny Träffpunkt", f"/admin/evenemang/choose_parent/{back}"),
        ("Ny regional uppföljning", f"{GATHERING}{back}"),
        ("Ny rapport", f"/admin/rapporter/choose_parent/{back}"),
        ("Ny vägledning", f"/admin/vagledning/choose_parent/{back}"),
        ("Lägg in många planer", f"/admin/manga-planer/ny/{back}"),
    ]
    assert editor.get(shortcuts(editor)[0][1]).url.endswith(back)


def test_who_may_add_below_one_region_is_offered_that_region(regional_editor):
    assert [label for label, _url in shortcuts(regional_editor)] == ["Ny regional uppföljning", "Ny rapport"]
    boxes = BeautifulSoup(regional_editor.get(GATHERING).text, "html.parser").select("input[name=region]")
    assert [box["value"] for box in boxes] == ["12"]


def test_a_gathering_of_several_regions_stands_below_the_first_with_all_as_hosts(editor):
    response = editor.get(f"{GATHERING}?region=12&region=03&regioner=valda&next=/admin/")

    form = response.context["form"]
    assert response.context["parent_page"].organisation.region_code == "03"
    assert owners(response, "hosts") == [organisation("03"), organisation("12")]
    assert (form.initial["kind"], response.context["next"]) == ("gathering", "/admin/")


@pytest.mark.parametrize("query", ["?regioner=valda", "?region=99&regioner=valda", "?region=%00&regioner=valda"])
def test_without_a_known_region_it_is_asked_again(editor, query):
    response = editor.get(GATHERING + query)

    assert (response.status_code, response.templates[0].name) == (200, "organisations/admin/choose_regions.html")
    assert len(response.context["form"].errors["region"]) == 1


def test_a_foreign_address_is_not_led_back_to(editor):
    response = editor.get(f"{GATHERING}?region=12&regioner=valda&next=https://evil.example/")

    assert response.context["next"] == ""


@pytest.mark.parametrize(("query", "level"), [("?region=12&regioner=valda", "regional"), ("", "nationell")])
def test_a_new_report_has_the_level_and_organisation_of_its_place(editor, query, level):
    index = ReportIndexPage.objects.get().pk
    address = f"/admin/rapporter/choose_parent/{query}" if query else f"/admin/pages/add/reports/reportpage/{index}/"

    response = editor.get(address)

    kinds = {"12": organisation("12")}
    assert response.context["form"].initial["level"] == level
    [owner] = owners(response, "organisations")
    assert (owner == kinds["12"]) is (level == "regional")
