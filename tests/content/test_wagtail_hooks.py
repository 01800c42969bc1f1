"""Deletion of pages in the admin."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.factories.pages import SpecimenPageFactory
from tests.specimens.models import SpecimenPage


@pytest.fixture
def editor(client, section, django_user_model):
    user = django_user_model.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client


def bulk(page):
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={page.pk}"


def single(page):
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


@pytest.mark.parametrize("address", [single, bulk])
@pytest.mark.parametrize("withdrawn", [False, True])
def test_published_page_cannot_be_deleted(editor, make_page, address, withdrawn):
    page = make_page("Ett")
    if withdrawn:
        page.unpublish()

    answer = editor.post(address(page), follow=True)

    assert "Det som har varit offentligt kan inte tas bort." in answer.text
    assert list(SpecimenPage.objects.values_list("title", flat=True)) == ["Ett"]


def test_page_above_a_published_one_cannot_be_deleted(editor, section, make_page):
    make_page("Ett")

    editor.post(single(section))

    assert SpecimenPage.objects.count() == 1


@pytest.mark.parametrize("address", [single, bulk])
def test_unpublished_draft_can_be_deleted(editor, section, address):
    draft = SpecimenPageFactory(parent=section, title="Utkast", live=False)

    editor.post(address(draft))

    assert SpecimenPage.objects.count() == 0
