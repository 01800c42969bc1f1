"""The choice of themes in a page's form."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group

from accounts.models import User
from tests.factories.pages import ReportPageFactory
from themes.models import Theme, ThemeKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_site")]


def test_themes_stand_in_groups_and_the_group_of_a_chosen_one_is_open(client):
    user = User.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    section = Theme.objects.filter(kind=ThemeKind.SECTION).first()
    page = ReportPageFactory()
    page.themes.set([section])
    page.save_revision()

    form = BeautifulSoup(client.get(f"/admin/pages/{page.pk}/edit/").text, "html.parser")

    groups = form.select("[data-theme-checkboxes] details")
    chosen = [[box["value"] for box in group.select("input[checked]")] for group in groups]
    sizes = [Theme.objects.filter(kind=kind).count() for kind in (ThemeKind.SUBJECT, ThemeKind.SECTION)]
    assert [len(group.select("input[name=themes]")) for group in groups] == sizes
    assert chosen == [[], [str(section.pk)]]
    assert [group.has_attr("open") for group in groups] == [False, True]
