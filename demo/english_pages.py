"""Publishes English translations of the start page and a page about the site, through wagtail-localize."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from home.models import HomePage

TEXTS_FILE = Path(__file__).parent / "data" / "english_pages.toml"


def load_english_pages() -> int:
    """Publish the missing translations; returns their number."""
    locale, home = Locale.objects.get(language_code="en"), HomePage.source_page()
    pages = {"": home, **{page.slug: page for page in home.get_children().specific()}}
    written = tomllib.loads(TEXTS_FILE.read_text("utf-8"))["page"]
    return sum(translate(pages[row["slug"]], locale, row["texts"]) for row in written)


def translate(page: Page, locale: Locale, texts: Mapping[str, str]) -> bool:
    """Publish a page in a language unless it exists; returns whether it was published."""
    if page.has_translation(locale):
        return False
    translate_object(page, [locale])
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)
    file = translation.export_po()
    for entry in file:
        entry.msgstr = texts.get(entry.msgid, "")
    translation.import_po(file)
    translation.save_target(publish=True)
    return True
