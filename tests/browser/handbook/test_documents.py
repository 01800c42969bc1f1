"""The chapter on images and documents."""

import pytest

from tests.browser.handbook.steps import open_menu

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]


def test_documents_stand_below_pages_and_files(editor, picture):
    open_menu(editor, "Sidor och filer", "Dokument")
    editor.get_by_role("link", name="Lägg till ett dokument").first.wait_for()
    picture(editor, "dokument-lista")

    assert editor.url.endswith("/admin/documents/")
