"""What somebody takes along of their own: cases and notices."""

import pytest
from django.utils import timezone

from notifications.models import Notice
from submissions.models import Submission
from tests.factories.accounts import MembershipFactory
from tests.factories.notifications import NoticeFactory
from tests.factories.submissions import SentSubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_own_cases_and_notices_are_taken_along_and_nobody_elses(client, number, django_assert_num_queries):
    user = MembershipFactory().user
    organisation = user.memberships.get().organisation
    cases = [SentSubmissionFactory(organisation=organisation, sender=user) for _ in range(number)]
    SentSubmissionFactory(organisation=organisation)
    Notice.objects.all().delete()
    sent_at = timezone.now()
    NoticeFactory.create_batch(number, user=user, about=cases[0].number, sent_at=sent_at)
    NoticeFactory(sent_at=sent_at)
    NoticeFactory(user=user)
    client.force_login(user)

    with django_assert_num_queries(8):
        data = client.get("/mina-sidor/uppgifter.json").json()

    assert [row["number"] for row in data["cases"]] == [case.number for case in reversed(cases)]
    case = Submission.objects.get(pk=cases[0].pk)
    assert data["cases"][-1] == {
        "number": case.number,
        "received": case.received_at.isoformat(),
        "kind": "ny-plan",
        "organisation": organisation.code,
        "title": "Biblioteksplan 2027–2030",
        "state": "mottaget",
        "link": "",
        "fields": {"title": "Biblioteksplan 2027–2030", "starts": "2027-01-01"},
    }
    notice = {"reason": "provad", "about": cases[0].number, "subject": "Ämne", "text": "Text"}
    assert data["notices"] == [{**notice, "sent": sent_at.isoformat()}] * number
