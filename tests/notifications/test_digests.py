"""What somebody wants once a day or once a week comes in one mail."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notifications.digests import send_digests
from notifications.letters import Letter
from notifications.models import MailPreference, Notice
from notifications.notify import notify
from tests.factories.accounts import UserFactory
from tests.notifications.conftest import NEWS

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def wants(pace: str):
    user = UserFactory(email=f"{pace}@example.org")
    MailPreference.objects.create(user=user, pace=pace)
    return user


def tell(user, *subjects: str) -> None:
    for subject in subjects:
        notify(NEWS, [user], Letter(subject, f"Text om {subject}. {{lank}}"), about=subject.rpartition(" ")[2])


def sent(commits) -> list[str]:
    """To whom the digests of today went."""
    mail.outbox.clear()
    with commits():
        call_command("send_digests", verbosity=0)
    return [message.to[0] for message in mail.outbox]


def test_daily_and_weekly_mail_by_the_day(commits, clock):
    daily, weekly = wants("dag"), wants("vecka")
    clock.shift(DAY)  # Tuesday
    tell(daily, "ett", "två")
    tell(weekly, "ett")
    assert (sent(commits), sent(commits)) == ([daily.email], [])

    for _day in range(5):  # Wednesday to Sunday
        clock.shift(DAY)
        assert sent(commits) == []
    clock.shift(DAY)
    assert (sent(commits), sent(commits)) == ([weekly.email], [])


def test_missed_monday_is_made_up_for(commits, clock):
    clock.shift(4 * DAY)  # Friday
    tell(wants("vecka"), "ett")
    clock.shift(6 * DAY)  # Thursday: the site stood still on Monday
    assert sent(commits) == []
    clock.shift(DAY)
    assert sent(commits) == ["vecka@example.org"]


def test_digest_holds_everything_once_and_says_how_to_stop(commits, clock):
    user = wants("dag")
    tell(user, "Ärende 2026-0001", "Ärende 2026-0002")
    sent(commits)

    [message] = mail.outbox
    assert message.subject == "2 händelser på Träffpunkt biblioteksplaner"
    for expected in (
        "1. Ärende 2026-0001",
        "https://plats.example/2026-0002/",
        "http://localhost:8000/mina-sidor/utskick/",
    ):
        assert message.body.count(expected) == 1
    digest = Notice.objects.get(reason="sammanfattning")
    gathered = Notice.objects.filter(gathered_in=digest)
    assert (digest.state, [one.state for one in gathered]) == ("skickat", ["sammanstallt"] * 2)


def test_whoever_wants_mail_at_once_again_gets_what_waited(commits, clock):
    user = wants("vecka")
    clock.shift(DAY)
    tell(user, "ett")
    MailPreference.objects.update(pace="direkt")

    assert sent(commits) == [user.email]


def test_closed_account_gets_no_digest(commits, clock):
    user = wants("dag")
    tell(user, "ett")
    user.is_active = False
    user.save()

    assert (sent(commits), Notice.objects.get().state) == ([], "kastat")


def test_digest_of_three_costs_as_many_queries_as_of_one(clock):
    counts = []
    for subjects in (["ett"], ["två", "tre", "fyra"]):
        user = wants("dag") if not counts else UserFactory()
        MailPreference.objects.get_or_create(user=user, defaults={"pace": "dag"})
        tell(user, *subjects)
        with CaptureQueriesContext(connection) as captured:
            assert send_digests(timezone.localdate()) == 1
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_preference_is_set_on_ones_own_pages(client):
    user = UserFactory()
    assert client.get("/mina-sidor/utskick/").url == "/logga-in/?next=/mina-sidor/utskick/"
    client.force_login(user)
    page = client.get("/mina-sidor/utskick/").text
    assert ('value="direkt"' in page, "checked" in page) == (True, True)

    for pace in ("vecka", "dag"):
        assert client.post("/mina-sidor/utskick/", {"pace": pace}).url == "/mina-sidor/"
    assert [(one.user, one.pace) for one in MailPreference.objects.all()] == [(user, "dag")]


@pytest.mark.parametrize("pace", ["", "aldrig", "dag\0", "DAG"])
def test_other_preferences_are_refused(client, pace):
    client.force_login(UserFactory())

    assert client.post("/mina-sidor/utskick/", {"pace": pace}).status_code == 200
    assert MailPreference.objects.count() == 0
