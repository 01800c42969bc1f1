"""The page of components: complete, and for those who may edit."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group

from accounts.models import User
from home.style_guide import examples, rendered_examples

TEMPLATES = Path(settings.BASE_DIR) / "templates"
ADDRESS = "/komponenter/"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_site")]


def test_every_component_and_block_is_shown():
    there = {
        str(path.relative_to(TEMPLATES))
        for folder in ("components", "blocks")
        for path in (TEMPLATES / folder).iterdir()
    }

    assert {example.template for example in examples()} == there


def test_no_template_is_shown_twice(rf):
    names = [template for template, _states in rendered_examples(rf.get(ADDRESS))]

    assert sorted(names) == sorted(set(names))


def test_every_state_has_something_to_show(rf):
    empty = [
        (template, state)
        for template, states in rendered_examples(rf.get(ADDRESS))
        for state, html in states
        if not html.strip()
    ]

    assert empty == [("components/pager.html", "en enda sida: visas inte")]


def test_an_editor_sees_it(client):
    user = User.objects.create_user("kb", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)

    shown = client.get(f"{ADDRESS}?farg=mork").content.decode()

    assert ("style-guide--dark" in shown, shown.count("style-guide__component")) == (
        True,
        len({e.template for e in examples()}),
    )


@pytest.mark.parametrize("signed_in", [False, True])
def test_others_are_asked_to_sign_in(client, signed_in):
    if signed_in:
        client.force_login(User.objects.create_user("annan", password="x"))

    answer = client.get(ADDRESS)

    assert (answer.status_code, answer.url) == (302, "/admin/login/?next=/komponenter/")
