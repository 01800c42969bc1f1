import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site, Task, Workflow

from accessibility.models import AccessibilityStatementPage
from accounts.models import User
from dialogue.models import DialogueIndexPage
from events.models import EventIndexPage
from guidance.models import GuidanceIndexPage
from home.bootstrap import make_home_page, make_sections, set_up_site
from home.models import HomePage, InformationPage, IntranetPage
from library_plans.summaries.models import PlanSummaryIndexPage
from organisations.models import RegionIndexPage
from reports.models import ReportIndexPage
from tests.factories.pages import InformationPageFactory

pytestmark = pytest.mark.django_db


def test_home_page_is_the_root_of_the_default_site():
    assert set_up_site() is True

    site = Site.objects.get(is_default_site=True)
    assert (site.root_page.specific, site.site_name) == (HomePage.source_page(), "Träffpunkt biblioteksplaner")
    assert list(Page.objects.filter(depth=2).values_list("title", flat=True)) == ["Träffpunkt biblioteksplaner"]


def test_welcome_page_with_child_pages_is_kept():
    welcome = Page.objects.get(depth=2)
    welcome.add_child(instance=Page(title="Egen sida", slug="egen-sida"))

    set_up_site()

    assert Page.objects.filter(title="Egen sida").exists()


def test_a_second_run_changes_nothing(capsys):
    call_command("setup_site")
    group = Group.objects.get(name="KB")
    before = (Page.objects.count(), group.permissions.count(), group.page_permissions.count())

    call_command("setup_site")

    assert (Page.objects.count(), group.permissions.count(), group.page_permissions.count()) == before
    assert capsys.readouterr().out.splitlines()[-1] == "Webbplatsen var redan iordningställd."


def test_each_section_has_one_index_page():
    set_up_site()

    with CaptureQueriesContext(connection) as again:
        assert make_sections() is False

    pages = HomePage.source_page().get_children().specific()
    assert [(type(page), page.title) for page in pages] == [
        (RegionIndexPage, "Regioner"),
        (EventIndexPage, "Träffpunkt"),
        (GuidanceIndexPage, "Vägledning"),
        (ReportIndexPage, "Rapporter"),
        (DialogueIndexPage, "Erfarenheter och förslag"),
        (PlanSummaryIndexPage, "Sammanfattningar av planer"),
        (AccessibilityStatementPage, "Tillgänglighet"),
        (InformationPage, "Integritet"),
        (IntranetPage, "Intranät"),
    ]
    assert {"/rapporter/", "/regioner/"} <= {page.url for page in pages}
    assert len(again) == 1


def test_section_with_a_taken_slug_gets_another():
    make_home_page()
    InformationPageFactory(title="Egna", slug="rapporter")

    set_up_site()

    assert ReportIndexPage.objects.get().url == "/rapporter-2/"


def test_editors_group_may_change_but_not_delete():
    set_up_site()
    editor = User.objects.create_user("kb@example.org", password="x")
    editor.groups.add(Group.objects.get(name="KB"))

    assert editor.has_perm("wagtailadmin.access_admin")
    assert editor.has_perms(
        ["library_plans.add_plan", "library_plans.change_redaction", "organisations.change_organisation"]
    )
    # A wording of KB's own is no record: without it the site's is used.
    deletable = [name for name in editor.get_all_permissions() if "delete" in name]
    assert deletable == ["notifications.delete_replytemplate"]


def test_stock_groups_and_workflow_are_removed_where_nobody_uses_them():
    used = Group.objects.get(name="Editors")
    User.objects.create_user("redaktor@example.org", password="x").groups.add(used)

    set_up_site()

    assert list(Group.objects.order_by("name").values_list("name", flat=True)) == [
        "Editors",
        "KB",
        "KB-administratörer",
    ]
    assert (Workflow.objects.count(), Task.objects.count()) == (0, 0)
