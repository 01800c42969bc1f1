"""A document is replaced at its address, and hidden from readers by who has the right."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import ModelLogEntry

from accounts.models import User
from home.models import HomePage
from tests.factories.pages import InformationPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_site")]


@pytest.fixture(autouse=True)
def stored(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor(client):
    client.user = User.objects.create_user("kb@example.org", password="x")
    client.user.groups.add(Group.objects.get(name="KB"))
    client.force_login(client.user)
    return client


@pytest.fixture
def document():
    document = Document.objects.create(title="Mall", file=ContentFile(b"gammal", name="mall.pdf"))
    document.get_file_hash()
    block = ("file", {"file": document, "accessibility": "full", "title": "", "alternative": ""})
    InformationPageFactory(parent=HomePage.source_page(), body=[block])
    return document


def save(editor, document, **values):
    data = {"title": document.title, "collection": document.collection_id, "tags": "", **values}
    return editor.post(f"/admin/documents/edit/{document.pk}/", data)


def served(client, document):
    answer = client.get(document.url)
    return b"".join(answer) if answer.status_code == 200 else answer.status_code


def log():
    return [
        (row.action, row.user.email, str(row.message))
        for row in ModelLogEntry.objects.filter(action__startswith="content.")
    ]


def test_a_new_file_stands_at_the_address_of_the_old_one(editor, document):
    save(editor, document, file=SimpleUploadedFile("Ny version 2.PDF", b"ny"))

    assert served(Client(), document) == b"ny"
    assert log() == [("content.replace_document", "kb@example.org", "Dokumentets fil byttes ut")]


def test_a_file_of_another_kind_is_refused(editor, document):
    response = save(editor, document, file=SimpleUploadedFile("mall.docx", b"ny"))

    assert response.context["form"].errors == {"file": ["Välj en fil av samma slag (.pdf): adressen är kvar."]}
    assert served(Client(), document) == b"gammal"


def test_a_document_is_hidden_at_once_and_shown_again(editor, document):
    save(editor, document, hide_reason="Fel bilaga.")
    assert (served(Client(), document), served(editor, document)) == (404, b"gammal")

    save(editor, document, hide_reason="")
    assert served(Client(), document) == b"gammal"
    assert sorted(log()) == [
        ("content.hide_document", "kb@example.org", "Dokumentet döljs för läsare: Fel bilaga."),
        ("content.show_document", "kb@example.org", "Dokumentet visas för läsare igen"),
    ]


def test_who_lacks_the_right_neither_hides_nor_shows(editor, document):
    save(editor, document, hide_reason="Fel bilaga.")
    Group.objects.get(name="KB").permissions.filter(codename="hide_document").get().group_set.clear()

    save(editor, document, hide_reason="", title="Ny titel")

    assert "hide_reason" not in editor.get(f"/admin/documents/edit/{document.pk}/").context["form"].fields
    assert (served(Client(), document), served(editor, document)) == (404, 404)
