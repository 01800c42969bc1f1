"""A form that was opened before somebody else saved is refused once, with both versions; nothing typed is lost."""

import lxml.html
import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Site

from accounts.models import User
from library_plans.models import Plan
from tests.factories.library_plans import PlanFactory, PlanOwnerFactory
from tests.factories.pages import InformationPageFactory
from themes.models import Theme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_site")]

NOT_SAVED = "Inte sparat: någon annan har sparat sedan du öppnade formuläret"


def editor(name: str) -> Client:
    user = User.objects.create_user(f"{name}@example.org", password="x", is_superuser=True)
    user.groups.add(Group.objects.get(name="KB"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def first():
    return editor("forsta")


@pytest.fixture
def second():
    return editor("andra")


def opened(client: Client, address: str) -> dict[str, str]:
    return form_values(client.get(address).text)


def form_values(html: str) -> dict[str, str]:
    """What a browser would send of the form, in which a script makes the empty lists of blocks."""
    (form,) = lxml.html.fromstring(html).xpath("//form[@data-edit-form]")
    values = {name: value.removeprefix("\n") for name, value in form.form_values()}
    return {"body-count": "0", "links-count": "0", **values}


def plan() -> tuple[str, str]:
    owner = PlanOwnerFactory(plan=PlanFactory(title="Före"))
    return f"/admin/planer/edit/{owner.plan_id}/", "title"


def theme() -> tuple[str, str]:
    return f"/admin/snippets/themes/theme/edit/{Theme.objects.first().pk}/", "name"


def site_settings() -> tuple[str, str]:
    return f"/admin/settings/home/sitesettings/{Site.objects.get().pk}/", "banner_text"


def user() -> tuple[str, str]:
    return f"/admin/users/edit/{User.objects.create_user('tredje@example.org').pk}/", "email"


def page() -> tuple[str, str]:
    return f"/admin/pages/{InformationPageFactory(title='Om planer').pk}/edit/", "summary"


def saved_page() -> tuple[str, str]:
    made = InformationPageFactory(title="Om planer")
    made.save_revision()
    return f"/admin/pages/{made.pk}/edit/", "summary"


@pytest.mark.parametrize("made", [plan, theme, site_settings, page, saved_page])
def test_the_second_save_is_refused_with_both_versions_and_the_third_replaces(first, second, made):
    address, field = made()
    of_first, of_second = opened(first, address), opened(second, address)

    first.post(address, {**of_first, field: "Den förstas"})
    refused = second.post(address, {**of_second, field: "Den andras"})
    html = refused.text
    kept = form_values(html)
    cells = lxml.html.fromstring(html).xpath("//*[@class='edit-conflict']//td")
    stands = opened(first, address)[field]
    second.post(address, kept)

    assert NOT_SAVED in html
    assert (kept[field], stands) == ("Den andras", "Den förstas")
    assert [cell.text_content().strip() for cell in cells[:2]] == ["Den förstas", "Den andras"]
    assert opened(first, address)[field] == "Den andras"


def test_what_two_editors_save_one_after_the_other_is_not_refused(first, second):
    address, field = plan()
    first.post(address, {**opened(first, address), field: "Den förstas"})

    answer = second.post(address, {**opened(second, address), field: "Den andras"})

    assert answer.status_code == 302


def test_a_changed_row_of_the_plan_counts_as_a_change(first, second):
    address, _title = plan()
    of_second = opened(second, address)
    Plan.objects.get().owners.update(role="region")

    assert NOT_SAVED in second.post(address, of_second).text
