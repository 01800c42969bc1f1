"""What is written: number, title and link in every mail, KB's own words in letters."""

import re
from datetime import date

import pytest
from django.core import mail
from django.utils import timezone

from notifications.models import Notice, ReplyTemplate
from notifications.outbox import send_on
from notifications.tasks import mark_bounced
from submissions.access_links import issue_link
from submissions.choices import Channel, SkipReason
from submissions.models import AccessLink
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
    assert "Svara senast den 31 januari 2027." in letter.text

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


def link_to(case) -> AccessLink:
    """The link by which the case was sent."""
    link, _path = issue_link(case.organisation, "kim@kommunen.example", None, [case])
    return link


def mailed_path() -> str:
    """What the mail to the sender leads to; empty if it has no link."""
    body = next(message.body for message in mail.outbox if message.to == ["kim@kommunen.example"])
    found = re.search(r"http://localhost:8000(/\S+)", body)
    return found.group(1) if found else ""


def test_sender_by_a_link_gets_a_new_one_which_leads_to_the_case(people, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        case = by_link(people)
        link = link_to(case)
    path = mailed_path()

    assert f"&arende={case.number}" in path
    page = client.get(path, follow=True)
    assert page.redirect_chain[-1][0] == f"/mina-sidor/arenden/{case.number}/"
    assert case.title in page.text
    assert AccessLink.objects.exclude(pk=link.pk).count() == 1
    token = path.partition("nyckel=")[2].partition("&")[0]
    assert not Notice.objects.filter(text__contains=token).exists()


def test_link_of_a_mail_opens_no_other_case(people, client, django_capture_on_commit_callbacks):
    other = send_in(people, "04")
    with django_capture_on_commit_callbacks(execute=True):
        link_to(by_link(people))
    path = mailed_path()

    opened = client.get(f"{path.partition('&')[0]}&arende={other.number}", follow=True)
    assert other.number not in opened.redirect_chain[-1][0]
    assert client.get(f"/mina-sidor/arenden/{other.number}/").status_code == 404


def revoked(case) -> None:
    AccessLink.objects.filter(pk=link_to(case).pk).update(revoked_at=timezone.now())


@pytest.mark.parametrize(("channel", "before"), [(Channel.OPEN_FORM, lambda case: None), (Channel.LINK, revoked)])
def test_nobody_is_let_in_by_a_mail_who_was_not_before(people, channel, before, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        before(by_link(people, channel))

    assert mailed_path() in ("", "/")
    assert AccessLink.objects.filter(revoked_at=None).count() == 0
