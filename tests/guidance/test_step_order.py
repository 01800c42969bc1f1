"""The steps of a guidance product in the admin."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from guidance.models import GuidanceStepPage
from tests.factories.pages import GuidancePageFactory, GuidanceStepPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_site")]


@pytest.fixture
def editor(client):
    user = User.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client


@pytest.fixture
def product():
    product = GuidancePageFactory(title="Skriva en plan")
    for title in ("Börja", "Skriv", "Besluta"):
        GuidanceStepPageFactory(title=title, parent=product, live=title != "Besluta")
    return product


def address(product):
    return f"/admin/vagledning/{product.pk}/steg/"


def shown(editor, url):
    soup = BeautifulSoup(editor.get(url).text, "html.parser")
    return [" ".join(row.get_text(" ", strip=True).split()) for row in soup.select("[data-testid=steps] li")]


def titles(product):
    return [step.title for step in product.all_steps()]


def move(editor, product, title, direction):
    step = GuidanceStepPage.objects.get(title=title).pk
    return editor.post(address(product), {"step": step, "direction": direction})


def test_the_form_of_a_product_lists_its_steps_in_order_and_leads_to_a_new_one(editor, product):
    url = f"/admin/pages/{product.pk}/edit/"

    assert shown(editor, url) == ["Börja", "Skriv", "Besluta (utkast)"]
    assert f"/admin/pages/add/guidance/guidancesteppage/{product.pk}/?next={url}" in editor.get(url).text


@pytest.mark.parametrize(
    ("title", "direction", "order"),
    [
        ("Skriv", "up", ["Skriv", "Börja", "Besluta"]),
        ("Skriv", "down", ["Börja", "Besluta", "Skriv"]),
        ("Börja", "up", ["Börja", "Skriv", "Besluta"]),
        ("Besluta", "down", ["Börja", "Skriv", "Besluta"]),
    ],
)
def test_a_step_is_moved_up_or_down(editor, product, title, direction, order):
    assert move(editor, product, title, direction).url == address(product)
    assert titles(product) == order


@pytest.mark.parametrize("direction", ["", "left"])
def test_an_unknown_direction_is_refused(editor, product, direction):
    assert move(editor, product, "Skriv", direction).status_code == 400
    assert titles(product) == ["Börja", "Skriv", "Besluta"]


def test_a_step_of_another_product_is_not_moved(editor, product):
    GuidanceStepPageFactory(title="Annat", parent=GuidancePageFactory(title="Annan"))

    assert move(editor, product, "Annat", "up").status_code == 400


def test_who_may_not_edit_the_product_meets_no_steps(client, product):
    client.force_login(User.objects.create_user("annan@example.org", password="x"))

    assert move(client, product, "Skriv", "up").status_code == 302
    assert titles(product) == ["Börja", "Skriv", "Besluta"]


def test_as_many_queries_for_three_steps_as_for_one(editor, product):
    editor.get(address(product))
    counts = []
    for _times in (3, 1):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            editor.get(address(product))
        counts.append(len(queries))
        GuidanceStepPage.objects.exclude(title="Börja").delete()
    assert counts[0] == counts[1]
