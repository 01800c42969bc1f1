"""Unpublishing a Swedish page: its published translations are named, and taken down where the editor chooses so."""

import html as html_entities

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from tests.home.languages.translations import translated

pytestmark = pytest.mark.django_db

NAMED = "De här översättningarna av sidan är kvar som publicerade om du inte väljer något annat:"
CHOICE = 'name="include_translations"'


@pytest.fixture
def english(information):
    return translated(information, "en")


@pytest.fixture
def draft(information):
    return translated(information, "fi", live=False)


def live(*pages):
    return [Page.objects.get(pk=page.pk).live for page in pages]


def address(page):
    return f"/admin/pages/{page.pk}/unpublish/"


def bulk_address(*pages):
    query = "&".join(["next=/admin/", *(f"id={page.pk}" for page in pages)])
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'unpublish'])}?{query}"


@pytest.mark.parametrize("find", [address, bulk_address])
def test_published_translations_are_named_and_the_choice_is_open(client, editor, information, english, draft, find):
    text = html_entities.unescape(client.get(find(information)).text)

    assert (text.count(NAMED), text.count(CHOICE), "checked" in text.split(CHOICE)[1].split(">")[0]) == (1, 1, False)
    assert f'<a href="/admin/pages/{english.pk}/edit/">' in text
    assert f'<a href="/admin/pages/{draft.pk}/edit/">' not in text


@pytest.mark.parametrize("find", [address, bulk_address])
def test_they_stay_unless_it_is_chosen(client, editor, information, english, find):
    client.post(find(information))

    assert live(information, english) == [False, True]


@pytest.mark.parametrize("find", [address, bulk_address])
def test_they_are_taken_down_where_it_is_chosen(client, editor, information, english, find):
    answer = client.post(find(information), {"include_translations": "on"}, follow=True)

    assert live(information, english) == [False, False]
    assert "1 översättning avpublicerad." in answer.text


@pytest.mark.parametrize("find", [address, bulk_address])
def test_those_that_the_editor_may_not_unpublish_stay(client, editor, information, english, find):
    GroupPagePermission.objects.filter(page__in=english.get_ancestors(inclusive=True)).exclude(
        page__in=information.get_ancestors(inclusive=True)
    ).delete()

    client.post(find(information), {"include_translations": "on"})

    assert live(information, english) == [False, True]


@pytest.mark.parametrize("find", [address, bulk_address])
@pytest.mark.parametrize("which", ["a translation", "without translations"])
def test_nothing_is_asked_of_other_pages(client, editor, information, request, find, which):
    page = request.getfixturevalue("english") if which == "a translation" else information

    answer = client.get(find(page))

    assert (answer.status_code, CHOICE in answer.text) == (200, False)
