"""The Swedish catalogue: every text of ours has its translation, and the compiled file is the one of the source."""

import ast
import subprocess
from pathlib import Path

import polib
from django.conf import settings

TRANSLATE = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
FOLDER = Path(settings.BASE_DIR) / "cms" / "locale" / "sv" / "LC_MESSAGES"


def test_every_text_is_translated():
    catalogue = polib.pofile(str(FOLDER / "django.po"))

    assert [entry.msgid for entry in catalogue if not entry.obsolete and not entry.translated()] == []


def test_compiled_catalogue_is_the_one_of_the_source():
    def texts(catalogue):
        return {(e.msgctxt, e.msgid): e.msgstr or tuple(e.msgstr_plural.values()) for e in catalogue if not e.obsolete}

    assert texts(polib.mofile(str(FOLDER / "django.mo"))) == texts(polib.pofile(str(FOLDER / "django.po")))


def test_no_text_stands_where_its_collector_cannot_see_it():
    """xgettext does not look inside f-strings: such a text falls out of the catalogue and is shown in English."""
    tracked = subprocess.run(
        ["git", "ls-files", "*.py"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    unseen = [
        f"{name}:{call.lineno}"
        for name in tracked.stdout.split()
        for text in ast.walk(ast.parse((Path(settings.BASE_DIR) / name).read_text()))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in TRANSLATE
    ]

    assert unseen == []
