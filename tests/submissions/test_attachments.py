"""Files that are sent in: frozen, read apart, refused or held with a sentence; the case is kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from extraction.types import TextState, Unreadable
from submissions.attachments import Suggestion, store_file, suggestions
from submissions.attachments.reading import mark_interrupted, read_attachment
from submissions.choices import Kind
from submissions.models import Attachment
from tests.extraction import hostile
from tests.factories.organisations import OrganisationFactory
from tests.factories.submissions import SubmissionFactory
from tests.library_plans.batches.documents import PROSE, plan_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(django_capture_on_commit_callbacks, settings, tmp_path):
    """Stores a file and has the worker read it."""

    def send(upload, key="utkast"):
        with django_capture_on_commit_callbacks(execute=True):
            attachment = store_file(upload, key)
        attachment.refresh_from_db()
        return attachment

    return send


def upload(content: bytes, name: str = "plan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def minutes(text: str) -> SimpleUploadedFile:
    page = (
        f"<!doctype html><html lang='sv'><body><main><h1>Protokoll</h1><p>{text}</p><p>{PROSE}</p></main></body></html>"
    )
    return SimpleUploadedFile("protokoll.html", page.encode())


def test_a_plan_says_whose_it_is_what_it_is_called_and_who_decided(sent):
    OrganisationFactory(code="1286", name="Ystad", display_name="Ystads kommun", county_code="12")
    attachment = sent(plan_file("plan.html", "Ystad"))

    found = suggestions(attachment)
    assert attachment.state == TextState.TEXT
    assert {
        name: found[name].value for name in ("owner_codes", "title", "starts", "ends", "decided_on", "section")
    } == {
        "owner_codes": "1286",
        "title": "Biblioteksplan för Ystad kommun 2024–2027",
        "starts": "2024-01-01",
        "ends": "2027-12-31",
        "decided_on": "2023-12-12",
        "section": "§ 181",
    }
    assert (found["decided_on"].page, "kommunfullmäktige" in found["decided_on"].quote) == (1, True)


def test_minutes_say_until_when_a_plan_is_extended(sent):
    text = "Biblioteksplanen förlängd av kommunfullmäktige 2025-11-24 § 98 till och med 2026-12-31."
    found = suggestions(sent(minutes(text)), Kind.DECISION)

    assert {name: found[name].value for name in ("decision_kind", "decided_on", "new_end", "section")} == {
        "decision_kind": "forlangning",
        "decided_on": "2025-11-24",
        "new_end": "2026-12-31",
        "section": "§ 98",
    }


def test_the_bytes_are_frozen_and_stored_once(sent):
    first, again = sent(upload(hostile.pdf())), sent(upload(hostile.pdf(), "igen.pdf"))
    other = sent(upload(hostile.pdf()), key="annat utkast")

    assert (again, other.file.name) == (first, first.file.name)
    assert first.file.read() == hostile.pdf()
    assert first.file.name == f"submissions/{first.sha256[:2]}/{first.sha256}.pdf"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "tom.pdf"),
        (b"MZ\x90\x00 not a plan", "plan.pdf"),
        (hostile.random_bytes(), "plan.docx"),
        (hostile.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, stored=("mimetype",)), "a.ods"),
    ],
)
def test_what_is_no_document_is_refused_before_it_is_stored(content, name):
    with pytest.raises(Unreadable):
        store_file(upload(content, name), "utkast")

    assert Attachment.objects.count() == 0


def test_a_file_that_is_too_large_is_refused(settings):
    settings.PLAN_FILE_MAX_BYTES = 1024**2

    with pytest.raises(Unreadable):
        store_file(upload(b"%PDF-1.7" + b"\0" * 1024**2), "utkast")


@pytest.mark.parametrize("make", [hostile.locked, hostile.half, hostile.with_cycle])
def test_a_hostile_file_is_held_with_a_sentence_and_its_case_is_kept(sent, make):
    content = hostile.locked(user="hemligt") if make is hostile.locked else make()
    attachment = store_file(upload(content), "utkast")
    case = SubmissionFactory(attachments=[attachment])

    read_attachment(attachment.pk)

    attachment.refresh_from_db()
    assert attachment.submission == case
    assert attachment.state != TextState.PENDING
    assert attachment.state == TextState.TEXT or attachment.state_reason
    assert attachment.file.read() == content


def test_an_interrupted_reading_is_said_and_can_be_done_again(sent):
    attachment = store_file(upload(hostile.pdf()), "utkast")
    mark_interrupted(attachment.pk)
    attachment.refresh_from_db()
    assert (attachment.state, bool(attachment.state_reason)) == (TextState.INTERRUPTED, True)


def test_nothing_is_suggested_before_the_file_is_read():
    assert suggestions(store_file(upload(hostile.pdf()), "utkast")) == {}


def test_a_suggestion_in_doubt_says_so():
    row = Attachment(suggestions={"ends": {"value": "2026-12-31", "page": 2, "quote": "2023–2026", "in_doubt": True}})

    assert suggestions(row) == {"ends": Suggestion("2026-12-31", 2, "2023–2026", in_doubt=True)}
