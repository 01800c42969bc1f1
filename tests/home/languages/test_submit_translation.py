"""Submitting pages for translation and updating translations in the admin."""

import pytest
from wagtail.models import Locale, Page

from events.models import EventIndexPage
from home.models import HomePage
from tests.home.languages.translations import translated, translation_of

pytestmark = pytest.mark.django_db


def test_submitted_translation_is_a_draft_below_the_translated_parent(client, editor, information):
    home = HomePage.source_page()
    english = Locale.objects.get(language_code="en")
    client.post(f"/admin/localize/submit/page/{home.pk}/", {"locales": [english.pk]})
    client.post(f"/admin/localize/submit/page/{information.pk}/", {"locales": [english.pk]})

    page = information.get_translation(english)
    assert (home.get_translation(english).live, page.live, page.get_parent().specific) == (
        False,
        False,
        home.get_translation(english),
    )


def test_submit_without_a_translated_parent_is_refused(client, editor, information):
    english = Locale.objects.get(language_code="en")

    answer = client.post(f"/admin/localize/submit/page/{information.pk}/", {"locales": [english.pk]})

    text = "Översätt först ”Träffpunkt biblioteksplaner”, som ligger ovanför. Den saknas på: Engelska."
    assert answer.context["form"].errors == {"locales": [text]}
    assert Page.objects.filter(locale=english).count() == 0


def test_submit_of_a_type_that_is_not_translatable_is_refused(client, editor):
    section = EventIndexPage.objects.get()
    english = Locale.objects.get(language_code="en")

    answer = client.post(f"/admin/localize/submit/page/{section.pk}/", {"locales": [english.pk]})

    assert (answer.status_code, Page.objects.filter(locale=english).count()) == (302, 0)
    assert "/localize/submit/" not in client.get(f"/admin/pages/{section.pk}/").text
    assert (
        f"/localize/submit/page/{HomePage.source_page().pk}/"
        in client.get(f"/admin/pages/{HomePage.source_page().pk}/").text
    )


def test_submit_of_a_subtree_with_other_types_translates_the_page_alone(client, editor, information):
    home = HomePage.source_page()
    english = Locale.objects.get(language_code="en")

    client.post(f"/admin/localize/submit/page/{home.pk}/", {"locales": [english.pk], "include_subtree": "on"})

    assert [page.specific_class for page in Page.objects.filter(locale=english)] == [HomePage]


def test_update_from_the_source_publishes_nothing(client, editor, information):
    translated(HomePage.source_page(), "en")
    page = translated(information, "en", live=False)
    source = translation_of(information, "en").source

    client.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"})

    assert not Page.objects.get(pk=page.pk).live


def test_convert_to_alias_gives_404(client, editor, information):
    translated(HomePage.source_page(), "en")
    page = translated(information, "en")

    answer = client.post(f"/admin/localize/page/{page.pk}/convert_to_alias/")

    assert (answer.status_code, Page.objects.get(pk=page.pk).alias_of) == (404, None)
