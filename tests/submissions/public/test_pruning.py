"""What was begun and never sent is deleted after half a year; what was sent stays."""

import datetime as dt
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from submissions.attachments import store_file
from submissions.choices import Kind
from submissions.models import AccessLink, Attachment, SubmissionDraft
from tests.extraction import hostile
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db
OLD = timezone.now() - dt.timedelta(days=181)


def draft(sender, organisation, changed_at):
    return SubmissionDraft.objects.create(kind=Kind.PLAN, organisation=organisation, user=sender, changed_at=changed_at)


def pdf():
    return SimpleUploadedFile("plan.pdf", hostile.pdf())


def prune():
    out = StringIO()
    call_command("prune_drafts", stdout=out)
    return out.getvalue().strip()


def test_old_drafts_go_with_their_files(sender, osthammar, django_capture_on_commit_callbacks):
    old, new = draft(sender, osthammar, OLD), draft(sender, osthammar, timezone.now())
    files = [store_file(pdf(), str(one.key)) for one in (old, new)]
    storage, name = files[0].file.storage, files[0].file.name
    Attachment.objects.update(stored_at=OLD)

    with django_capture_on_commit_callbacks(execute=True):
        assert prune() == "1 drafts and 1 files deleted, 0 addresses forgotten"
    assert (list(SubmissionDraft.objects.all()), list(Attachment.objects.all())) == ([new], [files[1]])
    assert storage.exists(name)  # the other draft has the same bytes

    SubmissionDraft.objects.update(changed_at=OLD)
    with django_capture_on_commit_callbacks(execute=True):
        assert prune() == "1 drafts and 1 files deleted, 0 addresses forgotten"
    assert not storage.exists(name)


def test_what_was_sent_stays(sender, osthammar):
    file = store_file(pdf(), "utkast")
    case = SubmissionFactory(organisation=osthammar, attachments=[file])
    sent = draft(sender, osthammar, OLD)
    SubmissionDraft.objects.update(submission=case)
    Attachment.objects.update(stored_at=OLD)

    assert prune() == "0 drafts and 0 files deleted, 0 addresses forgotten"
    assert (SubmissionDraft.objects.get(), Attachment.objects.get()) == (sent, file)


def test_addresses_of_links_that_ran_out_are_forgotten(link):
    AccessLink.objects.update(expires_at=OLD)

    assert prune() == "0 drafts and 0 files deleted, 1 addresses forgotten"
    assert AccessLink.objects.get().email == ""
    assert prune() == "0 drafts and 0 files deleted, 0 addresses forgotten"
