"""Mail leaves by the task queue: a mail server that hangs or refuses stops no request and loses no mail."""

import socket
from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from wagtail.models import Site

from accessibility.models import AccessibilitySettings

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
REPORT = {"text": "Menyn går inte att nå.", "email": "jag@post.example"}


@pytest.fixture(scope="module")
def site(prepared):
    """A database of this module's own, since each test empties it; only the first test needs the pages."""
    with prepared("setup_site", "check"):
        yield


@pytest.fixture
def queue(site, transactional_db, settings):
    settings.EMAIL_BACKEND = "delivery.mail_queue.QueueEmailBackend"
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@pytest.fixture
def hanging_server(settings):
    """A mail server that takes a connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        settings.EMAIL_TIMEOUT = 1
        yield server


def work() -> None:
    """What the worker does with the tasks that are due."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def statuses() -> list[str]:
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def test_report_is_taken_while_the_mail_server_hangs_and_arrives_later(client, queue, hanging_server, settings):
    AccessibilitySettings.objects.create(site=Site.objects.get(is_default_site=True), reports_email="till@kb.example")
    with time_machine.travel(NOW, tick=True) as clock:
        assert client.post("/tillganglighet/", REPORT).status_code == 302
        with pytest.raises(TimeoutError):
            hanging_server.accept()  # the request has not even tried
        work()
        assert statuses() == ["READY"]
        settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        clock.shift(settings.TASK_RETRY_SECONDS[0])
        work()

    [message] = mail.outbox
    assert (message.to, message.reply_to) == (["till@kb.example"], ["jag@post.example"])
    assert message.body.startswith("Menyn går inte att nå.")


def test_mail_that_is_refused_to_the_last_is_kept_and_logged(queue, settings, caplog):
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    with time_machine.travel(NOW, tick=True) as clock:
        EmailMessage("Ämne", "Text", to=["till@kb.example"]).send()
        for pause in [0, *settings.TASK_RETRY_SECONDS]:
            clock.shift(pause)
            work()

    [kept] = DBTaskResult.objects.failed()
    assert kept.args_kwargs["args"][0]["body"] == "Text"
    assert f"delivery.mail_queue.send_queued was given up after 6 attempts ({kept.pk})" in caplog.messages


def test_message_arrives_as_it_was_written(queue):
    message = EmailMultiAlternatives(
        "Ämne", "Text", "a@b.example", ["c@d.example"], ["e@f.example"], headers={"X-A": "1"}, cc=["g@h.example"]
    )
    message.attach_alternative("<p>Text</p>", "text/html")
    message.send()
    work()

    [sent] = mail.outbox
    assert (sent.subject, sent.body, sent.from_email, sent.recipients()) == (
        *("Ämne", "Text", "a@b.example"),
        ["c@d.example", "g@h.example", "e@f.example"],
    )
    assert (sent.extra_headers, [tuple(each) for each in sent.alternatives]) == (
        {"X-A": "1"},
        [("<p>Text</p>", "text/html")],
    )


def test_attachments_are_refused(queue):
    message = EmailMessage("Ämne", "Text", to=["till@kb.example"], attachments=[("a.txt", "a", "text/plain")])

    with pytest.raises(ValueError, match="attachments"):
        message.send()
