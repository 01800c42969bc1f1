"""The chooser of organisations."""

import re

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from home.bootstrap import set_up_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prepared_site")]


@pytest.fixture
def editor(client, organisations):
    set_up_site()
    user = User.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client


def offered(editor, words):
    html = editor.get("/admin/valj-organisation/results/", {"q": words}).text
    return [" ".join(name.split()) for name in re.findall(r"data-chooser-modal-choice[^>]*>([^<]+)<", html)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("östhammar", ["Östhammars kommun"]),
        ("ÖSTHAMMAR", ["Östhammars kommun"]),
        ("region upps", ["Region Uppsala"]),
        ("0980", ["Region Gotland"]),
        ("  jönköpings   region ", ["Region Jönköpings län"]),
        ("finnsinte", []),
        ("%", []),
        ('"', []),
    ],
)
def test_chooser_finds_organisations_by_parts_of_the_name(editor, words, names):
    assert offered(editor, words) == names


def test_chooser_without_a_query_is_paginated(editor):
    assert len(offered(editor, "")) == 20
