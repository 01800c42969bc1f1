"""Who is told: never whoever did it, nobody twice, only open accounts; in the transaction of the cause."""

from itertools import pairwise

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from notifications.letters import Letter
from notifications.models import MailPreference, Notice
from notifications.notify import notify
from notifications.outbox import send_on
from tests.factories.accounts import UserFactory
from tests.factories.organisations import OrganisationFactory
from tests.notifications.conftest import DECISION, NEWS, RECEIPT

pytestmark = pytest.mark.django_db
LETTER = Letter("Ärende 2026-0001", "Vi har tagit emot det.\n\nhttp://testserver/mina-sidor/")


def told(*recipients, actor=None, reason=RECEIPT) -> list[str]:
    notify(reason, recipients, LETTER, actor=actor)
    return [notice.to_address for notice in Notice.objects.order_by("pk")]


def test_whoever_did_it_is_not_told():
    actor, other = UserFactory(), UserFactory()

    assert told(actor, other, actor.email, actor=actor) == [other.email]


def test_nobody_is_told_twice():
    user = UserFactory(email="eva@example.org")

    assert told(user, user, "Eva@example.org ", "a@example.org", "A@example.org") == [user.email, "a@example.org"]


def test_closed_accounts_and_blanked_addresses_are_left_out():
    assert told(UserFactory(is_active=False), "", "  ") == []


def test_superusers_are_told_of_nothing_that_they_are_not_named_for():
    UserFactory(is_superuser=True)

    assert told("a@example.org") == ["a@example.org"]


def test_mail_is_sent_after_the_commit_with_a_text_and_html_made_of_it(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        [notice] = notify(RECEIPT, [UserFactory(email="eva@example.org")], LETTER, about="2026-0001")
        assert mail.outbox == []

    [message] = mail.outbox
    notice.refresh_from_db()
    assert (message.to, message.subject, notice.state) == (["eva@example.org"], LETTER.subject, "skickat")
    assert message.body.startswith(LETTER.text)
    assert message.extra_headers == {
        "Message-ID": f"<{notice.key}.notice@localhost>",
        "Auto-Submitted": "auto-generated",
    }
    [(html, kind)] = message.alternatives
    assert (kind, '<a href="http://testserver/mina-sidor/" rel="nofollow">' in html) == ("text/html", True)


def test_words_of_others_are_text_in_html_and_in_the_head(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notify(RECEIPT, ["a@example.org"], Letter("Plan\nBcc: b@example.org", "<script>alert(1)</script>"))

    [message] = mail.outbox
    assert (message.subject, message.recipients()) == ("Plan Bcc: b@example.org", ["a@example.org"])
    assert "<script>" not in message.alternatives[0][0]


@pytest.mark.parametrize("reason", [RECEIPT, DECISION])
def test_link_is_made_when_the_mail_is_sent_and_stored_nowhere(reason, django_capture_on_commit_callbacks):
    user = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        sent = notify(reason, [user, "a@example.org"], Letter("Ämne", "Se {lank}"), about="2026-0001")
        for notice in sent if reason is DECISION else []:
            send_on(notice.pk, user, notice.subject, notice.text)

    links = ["https://plats.example/2026-0001/" + who for who in (f"{user.pk}/", "gast/")]
    assert [message.body.splitlines()[0] for message in mail.outbox] == [
        f"Se {link if reason is RECEIPT else ''}" for link in links
    ]
    assert set(Notice.objects.values_list("text", flat=True)) == {"Se {lank}"}


def test_what_is_rolled_back_is_told_to_nobody(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        notify(RECEIPT, ["a@example.org"], LETTER)
        transaction.set_rollback(True)

    assert (mail.outbox, Notice.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("reason", "pace", "state"),
    [
        (RECEIPT, "vecka", "koat"),
        (NEWS, None, "koat"),
        (NEWS, "direkt", "koat"),
        (NEWS, "dag", "samlas"),
        (NEWS, "vecka", "samlas"),
        (DECISION, "direkt", "hallet"),
    ],
)
def test_reason_and_preference_decide_when_a_notice_leaves(reason, pace, state):
    user = UserFactory()
    if pace:
        MailPreference.objects.create(user=user, pace=pace)

    assert [notice.state for notice in notify(reason, [user], LETTER)] == [state]


@pytest.mark.parametrize("reason", [RECEIPT, NEWS, DECISION])
def test_three_are_told_with_as_many_queries_as_one(reason):
    organisation, counts = OrganisationFactory(), []
    for number in (1, 3):
        users = UserFactory.create_batch(number)
        with CaptureQueriesContext(connection) as captured:
            notify(reason, [*users, f"{number}@example.org"], LETTER, organisation=organisation)
        counts.append(len(captured))

    assert all(one == other for one, other in pairwise(counts))
