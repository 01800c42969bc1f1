"""The style guide: completeness and access."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group

from accounts.models import User
from home.style_guide import examples, rendered_examples

TEMPLATES = Path(settings.BASE_DIR) / "templates"
ADDRESS = "/komponenter/"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_site")]


def test_examples_cover_every_component_and_block():
    there = {
        str(path.relative_to(TEMPLATES))
        for folder in ("components", "blocks")
        for path in (TEMPLATES / folder).iterdir()
    }

    assert {example.template for example in examples()} == there


def test_examples_of_a_template_are_grouped(rf):
    names = [template for template, _states in rendered_examples(rf.get(ADDRESS))]

    assert sorted(names) == sorted(set(names))


def test_every_example_renders_html(rf):
    empty = [
        (template, state)
        for template, states in rendered_examples(rf.get(ADDRESS))
        for state, html in states
        if not html.strip()
    ]

    assert empty == [("components/pager.html", "en enda sida: visas inte")]


def test_editor_can_view_the_style_guide(client):
    user = User.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)

    shown = client.get(f"{ADDRESS}?farg=mork").content.decode()

    assert ("style-guide--dark" in shown, shown.count("style-guide__component")) == (
        True,
        len({e.template for e in examples()}),
    )


@pytest.mark.parametrize("signed_in", [False, True])
def test_other_users_are_redirected_to_sign_in(client, signed_in):
    if signed_in:
        client.force_login(User.objects.create_user("annan@example.org", password="x"))

    answer = client.get(ADDRESS)

    assert (answer.status_code, answer.url) == (302, "/logga-in/?next=/komponenter/")
