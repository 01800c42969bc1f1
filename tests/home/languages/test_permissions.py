"""Permissions on translations follow those on the source page."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Locale, Page

from accounts.models import User
from home.models import HomePage
from tests.home.languages.translations import translated, translation_of

pytestmark = pytest.mark.django_db


def writer(client, *, publish):
    """Sign in a user who may edit and translate all pages, and publish them or not."""
    group = Group.objects.create(name="Skribenter")
    group.permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "submit_translation"]),
    )
    for action in ["add", "change", *(["publish"] if publish else [])]:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
        GroupPagePermission.objects.create(group=group, page=HomePage.source_page().page_ptr, permission=permission)
    user = User.objects.create_user("skribent@example.org", password="x")
    user.groups.add(group)
    client.force_login(user)


@pytest.mark.parametrize("publish", [False, True])
@pytest.mark.parametrize("first", ["rights", "translation"])
def test_publishing_a_translation_needs_the_permission_on_the_source(client, information, publish_at, publish, first):
    if first == "rights":
        writer(client, publish=publish)
    translated(HomePage.source_page(), "en")
    page = translated(information, "en", live=False)
    if first == "translation":
        writer(client, publish=publish)

    publish_at(client, page)

    assert Page.objects.get(pk=page.pk).live == publish


def test_removed_page_permission_is_removed_from_translations(information):
    home = translated(HomePage.source_page(), "en")
    rows = GroupPagePermission.objects.filter(page=home)
    before = rows.count()

    GroupPagePermission.objects.filter(page=HomePage.source_page()).first().delete()

    assert (before, rows.count()) == (5, 4)


def test_user_without_edit_permission_cannot_submit_or_update(client, information):
    user = User.objects.create_user("annan@example.org", password="x")
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "submit_translation"]))
    client.force_login(user)
    translated(HomePage.source_page(), "en")
    source = translation_of(HomePage.source_page(), "en").source
    english = Locale.objects.get(language_code="en")

    client.post(f"/admin/localize/submit/page/{information.pk}/", {"locales": [english.pk]})
    answer = client.post(f"/admin/localize/update/{source.pk}/", {})

    assert (answer.status_code, information.has_translation(english)) == (302, False)
