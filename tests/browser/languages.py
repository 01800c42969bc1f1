"""Pages in other languages: one that is written from left to right, and one from right to left."""

from wagtail.models import Locale, Page
from wagtail_localize.operations import translate_object


def languages(*pages: Page) -> None:
    """Publish each page in English and Yiddish, with the name of the language in its title."""
    for code, name in (("en", "English"), ("yi", "ייִדיש")):
        locale = Locale.objects.get(language_code=code)
        for page in pages:
            translate_object(page, [locale])
            version = page.get_translation(locale)
            version.title = f"{page.title} ({name})"
            version.save_revision().publish()
