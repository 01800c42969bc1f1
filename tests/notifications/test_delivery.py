"""A mail server that is down loses nothing and gets nothing twice."""

import socket
import threading
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from notifications.choices import NoticeState
from notifications.letters import Letter
from notifications.models import Notice
from notifications.notify import notify
from notifications.outbox import send_again
from notifications.signals import notice_bounced
from notifications.tasks import deliver, send_notices
from operations.task_retries import requeue_lost_tasks
from tests.factories.accounts import UserFactory
from tests.factories.notifications import NoticeFactory
from tests.notifications.conftest import RECEIPT
from tests.worker import DATABASE_TASKS, run_waiting_tasks

pytestmark = pytest.mark.django_db
LETTER = Letter("Ämne", "Text")
LOCMEM, SMTP = "django.core.mail.backends.locmem.EmailBackend", "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def queue(settings, clock):
    settings.TASKS = DATABASE_TASKS
    settings.TASK_RETRY_SECONDS = [60, 600]


@pytest.fixture
def refusing_server(settings):
    """Nobody listens there any more."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
    settings.EMAIL_DELIVERY_BACKEND, (settings.EMAIL_HOST, settings.EMAIL_PORT) = SMTP, address


@pytest.fixture
def hanging_server(settings):
    """Takes a connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_DELIVERY_BACKEND, (settings.EMAIL_HOST, settings.EMAIL_PORT) = SMTP, server.getsockname()
        settings.EMAIL_TIMEOUT = 0.2
        yield


@pytest.fixture
def scripted_server(settings):
    """Answers each command by its first word, closes when the answer is empty."""
    answers = {
        "EHLO": "250 ok",
        "MAIL": "250 ok",
        "RCPT": "550 5.1.1 no such user",
        "RSET": "250 ok",
        "QUIT": "221 bye",
    }

    def serve(server):
        while True:
            try:
                peer, _address = server.accept()
            except OSError:
                return
            with peer, peer.makefile("rw", newline="\r\n") as lines:
                print("220 ready", file=lines, flush=True)
                for line in lines:
                    print(answers[line.split()[0].upper()], file=lines, flush=True)

    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_DELIVERY_BACKEND, (settings.EMAIL_HOST, settings.EMAIL_PORT) = SMTP, server.getsockname()
        thread = threading.Thread(target=serve, args=[server], daemon=True)
        thread.start()
        yield
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def state(notice: Notice) -> tuple[str, int, str]:
    notice.refresh_from_db()
    return notice.state, notice.attempts, notice.error


@pytest.mark.parametrize(
    ("server", "error"), [("refusing_server", "ConnectionRefusedError"), ("hanging_server", "SMTPServerDisconnected")]
)
def test_mail_waits_for_a_server_that_is_down_and_is_sent_once(queue, clock, settings, request, server, error):
    request.getfixturevalue(server)
    first, second = notify(RECEIPT, [UserFactory(), "a@example.org"], LETTER)
    run_waiting_tasks()
    assert [state(first), state(second)] == [("koat", 1, error)] * 2

    settings.EMAIL_DELIVERY_BACKEND = LOCMEM
    clock.shift(59)
    assert run_waiting_tasks() == 0
    clock.shift(1)
    run_waiting_tasks()
    send_notices.enqueue([first.pk, second.pk])  # a task may run twice
    run_waiting_tasks()

    assert [state(first), state(second)] == [("skickat", 2, "")] * 2
    assert [message.to for message in mail.outbox] == [[first.user.email], ["a@example.org"]]


def test_one_that_cannot_be_sent_keeps_no_other_back(queue, settings):
    bad = NoticeFactory(user__email="eva@example.org")
    Notice.objects.filter(pk=bad.pk).update(user=None, address="inte en adress\n")
    good = NoticeFactory()
    send_notices.enqueue([bad.pk, good.pk])
    run_waiting_tasks()

    assert (state(bad)[0], state(good)[0], len(mail.outbox)) == ("koat", "skickat", 1)


def test_mail_that_was_given_up_is_kept_and_can_be_sent_again(queue, refusing_server, clock, settings):
    [notice] = notify(RECEIPT, ["a@example.org"], LETTER)
    for pause in [0, *settings.TASK_RETRY_SECONDS]:
        clock.shift(pause)
        run_waiting_tasks()
    assert (state(notice), DBTaskResult.objects.failed().count()) == (("misslyckat", 3, "ConnectionRefusedError"), 1)

    settings.EMAIL_DELIVERY_BACKEND = LOCMEM
    send_again(notice.pk)
    run_waiting_tasks()

    assert (state(notice), len(mail.outbox)) == (("skickat", 1, ""), 1)


def test_worker_killed_while_the_server_answers_sends_again_with_the_same_message_id(queue, clock, settings):
    [notice] = notify(RECEIPT, ["a@example.org"], LETTER)
    DBTaskResult.objects.get().claim("killed")
    Notice.objects.update(state=NoticeState.SENDING, attempts=1, tried_at=notice.created_at)
    assert deliver(notice.pk) == f"{notice.pk}: another worker is sending it"

    clock.shift(settings.TASK_LEASE_SECONDS + 1)
    requeue_lost_tasks()
    clock.shift(settings.TASK_RETRY_SECONDS[0] + 1)
    run_waiting_tasks()

    assert state(notice) == ("skickat", 2, "")
    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == [f"<{notice.key}.notice@localhost>"]


def test_address_that_the_server_refuses_for_good_is_flagged_and_not_tried_again(queue, scripted_server):
    told = []
    notice_bounced.connect(lambda notice, **signal: told.append(notice.pk), weak=False, dispatch_uid="test")
    try:
        [notice] = notify(RECEIPT, ["a@example.org"], LETTER)
        run_waiting_tasks()
    finally:
        notice_bounced.disconnect(dispatch_uid="test")

    assert (state(notice), told) == (("studsat", 1, "SMTP 550"), [notice.pk])
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


class Greylisting(EmailBackend):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({"a@example.org": (450, b"4.2.0 later")})


def test_address_that_the_server_refuses_for_now_is_tried_again(queue, settings):
    settings.EMAIL_DELIVERY_BACKEND = f"{__name__}.Greylisting"
    [notice] = notify(RECEIPT, ["a@example.org"], LETTER)
    run_waiting_tasks()

    assert state(notice) == ("koat", 1, "SMTPRecipientsRefused")


def test_nothing_is_sent_to_somebody_who_has_left_since(queue):
    user = UserFactory()
    [notice] = notify(RECEIPT, [user], LETTER)
    user.is_active = False
    user.save()
    run_waiting_tasks()

    assert (state(notice)[0], mail.outbox) == ("kastat", [])


def test_task_is_stored_by_the_transaction_of_the_cause(queue):
    with transaction.atomic():
        notify(RECEIPT, ["a@example.org"], LETTER)
        assert DBTaskResult.objects.count() == 1
        transaction.set_rollback(True)

    assert DBTaskResult.objects.count() == 0
