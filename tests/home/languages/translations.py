"""Translations of pages, made as wagtail-localize makes them."""

from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object


def translated(page, code, live=True):
    """The translation of a page, with Swedish texts still."""
    locale = Locale.objects.get(language_code=code)
    translate_object(page, [locale])
    translation = page.get_translation(locale)
    if live:
        translation.get_latest_revision().publish()
    return page.get_translation(locale)


def translation_of(page, code):
    return Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code=code)
