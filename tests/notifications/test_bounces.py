"""Reports of undeliverable mail flag the notice that they name, and nothing else does."""

import io
import mailbox
import sys
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from notifications.bounces import parse_report, record
from notifications.choices import NoticeState
from notifications.models import Notice
from notifications.signals import notice_bounced
from tests.factories.notifications import NoticeFactory
from tests.notifications import reports

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    return NoticeFactory(state=NoticeState.SENT)


@pytest.fixture
def told():
    """The primary keys of the notices that other apps were told of."""
    pks = []
    notice_bounced.connect(lambda notice, **signal: pks.append(notice.pk), weak=False, dispatch_uid="test")
    yield pks
    notice_bounced.disconnect(dispatch_uid="test")


@pytest.mark.parametrize(
    "report", [reports.whole_mail, reports.headers_only, reports.expired], ids=lambda one: one.__name__
)
def test_report_flags_its_notice_and_tells_of_it_once(sent, told, report):
    other, content = NoticeFactory(state=NoticeState.SENT), report(sent)

    assert (record([content]), record([content])) == (1, 0)

    sent.refresh_from_db()
    other.refresh_from_db()
    assert (sent.state, sent.error, other.state) == ("studsat", reports.STATUS[report], "skickat")
    assert (sent.bounced_at is not None, told) == (True, [sent.pk])


@pytest.mark.parametrize(
    "report",
    [reports.delayed, reports.delivered, reports.other_site, reports.out_of_office, reports.quoted, reports.broken],
    ids=lambda one: one.__name__,
)
def test_other_mail_flags_nothing(sent, told, report):
    assert (record([report(sent)]), told) == (0, [])


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 100, b"Content-Type: multipart/report\r\n\r\n", bytes(range(256)) * 50]
)
def test_what_is_no_mail_is_passed_over(content):
    assert parse_report(content) is None


@pytest.mark.parametrize(
    "state", [state for state in NoticeState if state not in (NoticeState.SENT, NoticeState.SENDING)]
)
def test_only_what_was_sent_comes_back(sent, told, state):
    Notice.objects.update(state=state)

    assert (record([reports.whole_mail(sent)]), told) == (0, [])


def test_digest_that_comes_back_flags_what_is_gathered_in_it(sent, told):
    gathered = NoticeFactory(state=NoticeState.GATHERED, gathered_in=sent)
    record([reports.whole_mail(sent)])

    gathered.refresh_from_db()
    assert (gathered.state, told) == ("studsat", [sent.pk, gathered.pk])


def test_command_reads_a_maildir_once(sent, tmp_path, capsys):
    box = mailbox.Maildir(tmp_path / "mail")
    for content in (reports.out_of_office(sent), reports.whole_mail(sent)):
        box.add(content)

    call_command("record_bounces", str(tmp_path / "mail"))
    Notice.objects.update(state=NoticeState.SENT)
    call_command("record_bounces", str(tmp_path / "mail"))

    assert capsys.readouterr().out == "1 notices flagged\n0 notices flagged\n"
    assert [message.get_flags() for message in mailbox.Maildir(tmp_path / "mail")] == ["S", "S"]


def test_command_reads_one_report_from_a_pipe(sent, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(reports.whole_mail(sent))))
    call_command("record_bounces")

    assert capsys.readouterr().out == "1 notices flagged\n"


def test_command_names_a_folder_that_is_no_maildir(tmp_path):
    with pytest.raises(CommandError, match="no Maildir"):
        call_command("record_bounces", str(tmp_path / "nothing"))
