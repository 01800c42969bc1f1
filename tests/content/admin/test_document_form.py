"""A document is replaced at its address, and hidden from readers by who has the right."""

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser, Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, ModelLogEntry

from accounts.models import RegionGroup, User
from content.audiences import Audience
from content.media.access import working_documents
from content.models import DocumentAudience, HiddenDocument
from events.models import ProgrammeItem
from events.recordings.models import TranscriptSegment
from home.models import HomePage
from tests.factories.pages import EventPageFactory, InformationPageFactory
from tests.readers import ADMITTED, KB, OFFICER, OTHER_REGION, STRANGER

GONE = "(dokumentet har tagits bort)"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("readers_site")]


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


def test_pages_name_a_hidden_document_without_a_link(editor, document):
    other = Document.objects.create(title="Film", file=ContentFile(b"film", name="film.mp4"))
    link = f'<a id="{document.pk}" linktype="document">mallen</a>'
    video = {"title": "Filmen", "file": other, "captions": None, "url": "", "minutes": None, "transcript": ""}
    file = {"file": document, "accessibility": "full", "title": "", "alternative": ""}
    body = [("text", f"<p>Se {link} och {link}.</p>"), ("file", file), ("video", video)]
    page = InformationPageFactory(parent=HomePage.source_page(), title="Mallar", body=body)
    href = f'href="{document.url}"'
    shown = Client().get(page.url).text

    save(editor, document, hide_reason="Fel bilaga.")
    HiddenDocument.objects.create(document=other, reason="Fel film.")
    hidden = Client().get(page.url).text
    save(editor, document, hide_reason="")
    HiddenDocument.objects.all().delete()

    assert (shown.count(href), shown.count(GONE), shown.count(other.url)) == (3, 0, 2)
    assert (hidden.count(href), hidden.count(GONE), hidden.count(other.url)) == (0, 4, 0)
    assert f"<p>Se mallen {GONE} och mallen {GONE}.</p>" in hidden
    assert Client().get(page.url).text == shown


def test_files_cost_a_page_the_same_queries_whatever_their_number():
    counts = []
    for count in (1, 3):
        made = [Document.objects.create(title=f"{n}", file=ContentFile(b"x", name=f"{n}.pdf")) for n in range(count)]
        files = [{"file": one, "accessibility": "full", "title": "", "alternative": ""} for one in made]
        text = "".join(f'<a id="{one.pk}" linktype="document">{one.title}</a>' for one in made)
        body = [("text", text), *(("file", file) for file in files)]
        page = InformationPageFactory(parent=HomePage.source_page(), title=f"Filer {count}", body=body)
        Client().get(page.url)  # what is asked for once
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(page.url).text.count(".pdf") == 2 * count
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_who_lacks_the_right_neither_hides_nor_shows(editor, document):
    save(editor, document, hide_reason="Fel bilaga.")
    Group.objects.get(name="KB").permissions.filter(codename="hide_document").get().group_set.clear()

    save(editor, document, hide_reason="", title="Ny titel")

    assert "hide_reason" not in editor.get(f"/admin/documents/edit/{document.pk}/").context["form"].fields
    assert (served(Client(), document), served(editor, document)) == (404, 404)


@pytest.fixture
def working_material(readers):
    """A document of the region's collection that no page uses."""
    collection = RegionGroup.objects.get(organisation__code="03").collection
    return Document.objects.create(
        title="Utkast", file=ContentFile(b"utkast", name="utkast.pdf"), collection=collection
    )


@pytest.mark.parametrize("audience", list(Audience))
def test_a_document_has_an_audience_of_its_own(readers, working_material, audience):
    """Editors who may change it have it in any case: KB, and the region's officers."""
    before = {who for who, client in readers.items() if served(client, working_material) == b"utkast"}
    save(readers[KB], working_material, audience=audience)
    after = {who for who, client in readers.items() if served(client, working_material) == b"utkast"}

    assert (before, after) == ({KB, OFFICER}, ADMITTED[audience] | {KB, OFFICER})
    assert log() == [
        ("content.document_audience", "4@example.org", f"Dokumentet är synligt för: {Audience(audience).label}")
    ]


def test_an_audience_of_its_own_goes_before_the_pages_and_can_be_taken_away(readers, document):
    save(readers[KB], document, audience=Audience.KB)
    assert (served(Client(), document), served(readers[KB], document)) == (404, b"gammal")

    save(readers[KB], document, audience="")

    assert (served(Client(), document), DocumentAudience.objects.count()) == (b"gammal", 0)


def test_a_region_chooses_among_three_and_leaves_what_kb_keeps(readers, working_material):
    url = f"/admin/documents/edit/{working_material.pk}/"
    choices = [value for value, _label in readers[OFFICER].get(url).context["form"].fields["audience"].choices]
    save(readers[KB], working_material, audience=Audience.KB)
    save(readers[OFFICER], working_material, audience=Audience.EVERYBODY)

    assert choices == ["", Audience.EVERYBODY, Audience.SIGNED_IN, Audience.REGION]
    assert served(Client(), working_material) == 404


def test_a_document_that_is_moved_to_another_region_is_shown_to_that_one(readers, working_material):
    save(readers[KB], working_material, audience=Audience.REGION)
    other = RegionGroup.objects.get(organisation__code="21")
    save(readers[KB], working_material, audience=Audience.REGION, collection=other.collection_id)

    assert {who for who, client in readers.items() if served(client, working_material) == b"utkast"} == {
        KB,
        OTHER_REGION,
    }


@pytest.mark.parametrize("audience", list(Audience))
def test_working_documents_are_those_that_a_reader_may_have(readers, working_material, audience):
    save(readers[KB], working_material, audience=audience)
    users = {**{who: get_user(client) for who, client in readers.items()}, STRANGER: AnonymousUser()}

    shown = {who for who, user in users.items() if list(working_documents(user)) == [working_material]}
    assert shown == (set() if audience == Audience.EVERYBODY else ADMITTED[audience])


def test_hidden_documents_and_those_of_closed_collections_are_no_working_documents(readers, working_material):
    save(readers[KB], working_material, audience=Audience.SIGNED_IN)
    HiddenDocument.objects.create(document=working_material, reason="Fel.")
    hidden = list(working_documents(get_user(readers[KB])))
    HiddenDocument.objects.all().delete()
    CollectionViewRestriction.objects.create(collection=Collection.get_first_root_node(), restriction_type="groups")

    assert (hidden, list(working_documents(get_user(readers[KB])))) == ([], [])


def test_a_transcript_that_is_not_for_everybody_leaves_no_text(readers):
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Hej alla\n"
    captions = Document.objects.create(title="Text", file=ContentFile(text.encode(), name="text.vtt"))
    event = EventPageFactory(programme=[ProgrammeItem(title="Start", transcript=captions)])
    event.save_revision().publish()
    before = TranscriptSegment.objects.count()
    save(readers[KB], captions, audience=Audience.SIGNED_IN)

    assert (before, TranscriptSegment.objects.count()) == (1, 0)
