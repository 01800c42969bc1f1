"""How long the log of mail is kept, and what is left of a person who has gone."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.removal import remove_person
from notifications.choices import ENDED, NoticeState
from notifications.models import Notice
from notifications.retention import KEPT, prune
from tests.factories.notifications import NoticeFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
OLD = NOW - KEPT - timedelta(seconds=1)


@pytest.mark.parametrize("state", NoticeState)
@pytest.mark.parametrize("reason", ["provkvitto", "provbeslut"])
def test_after_a_year_notices_go_and_letters_lose_their_address(state, reason):
    old = NoticeFactory(created_at=OLD, state=state, reason=reason, user=None, address="a@example.org")
    young = NoticeFactory(created_at=NOW - KEPT, state=state, reason=reason, user=None, address="b@example.org")

    prune(NOW)

    has_ended, is_letter = state in ENDED, reason == "provbeslut"
    left = dict(Notice.objects.values_list("pk", "address"))
    assert left.pop(young.pk) == "b@example.org"
    assert left == ({} if has_ended and not is_letter else {old.pk: "" if has_ended else "a@example.org"})


def test_command_says_what_it_did(capsys):
    digest = NoticeFactory(created_at=OLD, state="skickat", reason="sammanfattning")
    NoticeFactory(created_at=OLD, state="sammanstallt", reason="provnyhet", gathered_in=digest)
    NoticeFactory(created_at=OLD, state="skickat", reason="provbeslut", address="a@example.org")
    for _time in range(2):
        call_command("prune_notices")

    assert capsys.readouterr().out.splitlines() == [
        "2 notices deleted, 1 addresses blanked",
        "0 notices deleted, 0 addresses blanked",
    ]


def test_person_who_is_removed_is_removed_from_the_log():
    notice = NoticeFactory(state="skickat", address="eva@example.org", user__email="eva@example.org")
    remove_person(notice.user)

    notice.refresh_from_db()
    assert (notice.address, notice.to_address) == ("", "")
