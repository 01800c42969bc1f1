"""What editors may not do in the admin: delete what has been public."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.specimens.models import SpecimenPage


@pytest.fixture
def editor(client, section, django_user_model):
    user = django_user_model.objects.create_user("kb", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client


def bulk(page):
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={page.pk}"


def single(page):
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


@pytest.mark.parametrize("address", [single, bulk])
@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_page_that_was_public_stays(editor, make_page, address, withdrawn):
    page = make_page("Ett")
    if withdrawn:
        page.unpublish()

    answer = editor.post(address(page), follow=True)

    assert "Det som har varit offentligt kan inte tas bort." in answer.text
    assert list(SpecimenPage.objects.values_list("title", flat=True)) == ["Ett"]


def test_so_does_what_it_stands_below(editor, section, make_page):
    make_page("Ett")

    editor.post(single(section))

    assert SpecimenPage.objects.count() == 1


@pytest.mark.parametrize("address", [single, bulk])
def test_a_draft_that_was_never_public_may_be_deleted(editor, section, address):
    draft = section.add_child(
        instance=SpecimenPage(title="Utkast", live=False, summary="S", follow_up="bada", slug="utkast")
    )

    editor.post(address(draft))

    assert SpecimenPage.objects.count() == 0
