"""A worker that is killed while the mail server has the mail and has not answered: rather twice than never."""

from __future__ import annotations

import pytest

from tests.faults.tasks.database import column, wait_until_done
from tests.faults.tasks.mail_server import MailServer
from tests.faults.tasks.site import FaultySite
from tests.journeys.site import wait_until

pytestmark = pytest.mark.slow
NOTIFY = """
from notifications.letters import Letter
from notifications.notify import notify
from notifications.reasons import Reason
notify(Reason("provad", "provad"), ["a@example.org", "b@example.org"], Letter("Ämne", "Text"))
print("null")
"""


@pytest.fixture
def mail_server():
    server = MailServer()
    yield server
    server.close()


def test_worker_killed_before_the_mail_server_answers(site: FaultySite, mail_server: MailServer) -> None:
    site.environment.update(EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(mail_server.port))
    site.instance.run_python(NOTIFY)
    with site.worked() as worker:
        wait_until(lambda: len(mail_server.received) == 1, 60, "the mail server has the first mail")
        worker.kill_children()
        mail_server.may_answer.set()
        wait_until(lambda: len(mail_server.received) == 3, 60, "both mails are sent")
        wait_until_done(site.database)

    first, again, other = mail_server.received
    assert (first["To"], again["To"], other["To"]) == ("a@example.org", "a@example.org", "b@example.org")
    assert first["Message-ID"] == again["Message-ID"] != other["Message-ID"]
    assert column(site.database, "SELECT state || attempts FROM notifications_notice ORDER BY id") == [
        "skickat2",
        "skickat1",
    ]
