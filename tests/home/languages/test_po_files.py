"""Download and upload of .po files."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from home.models import HomePage
from tests.home.languages.translations import translated, translation_of

pytestmark = pytest.mark.django_db

TEXTS = {"Om planer": "About plans", "Vad en biblioteksplan är.": "What a library plan is.", "Hej": "Hello"}


def texts_of(client, address):
    return [(entry.msgid, entry.msgstr) for entry in polib.pofile(client.get(f"{address}/download/").text)]


def test_po_file_is_downloaded_uploaded_and_published(client, editor, information, publish_at):
    translated(HomePage.source_page(), "en")
    page = translated(information, "en", live=False)
    address = f"/admin/localize/translate/{translation_of(information, 'en').pk}/pofile"
    file = polib.pofile(client.get(f"{address}/download/").text)
    for entry in file:
        entry.msgstr = TEXTS.get(entry.msgid, entry.msgid)

    client.post(f"{address}/upload/", {"file": SimpleUploadedFile("en.po", str(file).encode())})
    publish_at(client, page)

    shown = client.get("/en/om-planer/").text
    assert {entry.msgid for entry in file} == {*TEXTS, "om-planer"}
    assert [text in shown for text in TEXTS.values()] == [True, True, True]
    assert "Vad en biblioteksplan är." not in shown


@pytest.mark.parametrize(
    "content", [None, b"", b"inte en po-fil", b"\xff\xfe\x00", b'msgid "Om planer\nmsgstr', b'msgid "a"\nmsgstr "b"\n']
)
def test_upload_of_an_invalid_po_file_is_refused_with_a_message(client, editor, information, content):
    translated(HomePage.source_page(), "en")
    translated(information, "en")
    address = f"/admin/localize/translate/{translation_of(information, 'en').pk}/pofile"
    before = texts_of(client, address)
    file = {} if content is None else {"file": SimpleUploadedFile("en.po", content)}

    answer = client.post(f"{address}/upload/", file, follow=True)

    text = "Det är inte en .po-fil för den här översättningen. Hämta filen här och fyll i den."
    assert [str(message).strip() for message in answer.context["messages"]] == [text]
    assert texts_of(client, address) == before
