"""The Swedish catalogue: every text of ours has its translation, and the compiled file is the one of the source."""

from pathlib import Path

import polib
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "cms" / "locale" / "sv" / "LC_MESSAGES"


def test_every_text_is_translated():
    catalogue = polib.pofile(str(FOLDER / "django.po"))

    assert [entry.msgid for entry in catalogue if not entry.obsolete and not entry.translated()] == []


def test_compiled_catalogue_is_the_one_of_the_source():
    def texts(catalogue):
        return {(e.msgctxt, e.msgid): e.msgstr or tuple(e.msgstr_plural.values()) for e in catalogue if not e.obsolete}

    assert texts(polib.mofile(str(FOLDER / "django.mo"))) == texts(polib.pofile(str(FOLDER / "django.po")))
