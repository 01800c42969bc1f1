"""The names of permissions that forms of groups show."""

import pytest
from django.contrib.auth.models import Permission

from home.permission_names import translate_permission_names

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("app", "codename", "name"),
    [
        ("themes", "add_theme", "Får lägga till tema"),
        ("wagtailcore", "publish_page", "Får publicera sida"),
        ("wagtailimages", "choose_image", "Får välja bild"),
        ("wagtail_localize", "submit_translation", "Can submit translations"),  # of no action: Wagtail translates it
    ],
)
def test_names_are_in_swedish(app, codename, name):
    assert translate_permission_names() is True

    assert Permission.objects.get(content_type__app_label=app, codename=codename).name == name


def test_a_second_run_changes_nothing():
    translate_permission_names()

    assert translate_permission_names() is False
