"""What is written: number, title and link in every mail, KB's own words in letters."""

from datetime import date

import pytest
from django.core import mail

from notifications.models import Notice, ReplyTemplate
from notifications.outbox import send_on
from notifications.tasks import mark_bounced
from submissions.choices import Channel, SkipReason
from submissions.workflow import ask_completion, decline, pass_to_kb
from tests.submissions.notices.conftest import by_link, send_in, told


def test_receipt_and_notice_lead_where_the_recipient_may_go(people, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        case = send_in(people)

    receipt, notice, _other = mail.outbox
    assert receipt.subject == f"Ärende {case.number}: vi har tagit emot det du skickade in"
    assert "Biblioteksplan 2027" in receipt.body
    assert f"http://localhost:8000/mina-sidor/arenden/{case.number}/" in receipt.body
    assert f"http://localhost:8000/admin/arenden/{case.pk}/" in notice.body
    assert {message.to[0] for message in mail.outbox} == {
        "kommun-03@example.org",
        "region-03-1@example.org",
        "region-03-2@example.org",
    }


def test_request_for_completion_waits_with_its_message_and_day(people, django_capture_on_commit_callbacks):
    case, officer = send_in(people), people["region-03-1"]
    told()
    with django_capture_on_commit_callbacks(execute=True):
        ask_completion(case, officer, ["starts"], "När börjar planen?", answer_by=date(2027, 1, 31))
    letter = Notice.objects.get()
    assert (mail.outbox, letter.region_sends) == ([], True)
    assert "När börjar planen?" in letter.text
    assert "Svara senast 31 januari 2027." in letter.text

    with django_capture_on_commit_callbacks(execute=True):
        send_on(letter.pk, officer, letter.subject, letter.text)
    assert [message.to for message in mail.outbox] == [["kommun-03@example.org"]]


def test_kb_has_words_of_its_own_for_letters(people):
    ReplyTemplate.objects.create(
        reason="arende-avbojt", subject="Svar på {nummer}", body="{organisation} om {rubrik}: {meddelande}\n\n{lank}"
    )
    case = decline(pass_to_kb(send_in(people), None, SkipReason.OVERDUE), people["kb-1"], "Inget {nummer} här.")

    letter = Notice.objects.get(reason="arende-avbojt")
    assert (letter.subject, letter.region_sends) == (f"Svar på {case.number}", False)
    assert letter.text == "Stad 03 kommun om Biblioteksplan 2027: Inget {nummer} här.\n\n{lank}"


def test_mail_that_comes_back_flags_the_sender_and_tells_who_has_the_case(people):
    case = by_link(people)
    receipt = Notice.objects.get(user=None)
    Notice.objects.exclude(pk=receipt.pk).delete()
    mark_bounced(receipt, "5.1.1")

    case.contact.refresh_from_db()
    assert case.contact.bounced_at is not None
    assert told()[1:] == [("region-03-1", "ej-natt", "koat"), ("region-03-2", "ej-natt", "koat")]


def test_mail_to_officers_that_comes_back_flags_no_sender(people):
    case = by_link(people)
    mark_bounced(Notice.objects.filter(reason="arende-vantar").first(), "5.1.1")

    case.contact.refresh_from_db()
    assert case.contact.bounced_at is None


@pytest.mark.parametrize("channel", [Channel.OPEN_FORM])
def test_open_form_gives_no_way_in(people, channel, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        by_link(people, channel)

    assert "mina-sidor" not in mail.outbox[0].body
