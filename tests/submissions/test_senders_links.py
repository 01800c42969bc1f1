"""Which address the sender of a case is given in a mail about it."""

import re

import pytest
from django.test import Client

from notifications.models import Notice
from submissions.access_links import issue_link
from submissions.choices import Channel, Kind
from submissions.notices.links import senders_link
from tests.factories.submissions import SubmissionFactory

pytestmark = pytest.mark.django_db


def test_whoever_came_by_a_link_is_given_a_new_one_to_the_case():
    case = SubmissionFactory()
    issue_link(case.organisation, case.contact.email, None, [case])
    address = senders_link(Notice(about=case.number, address=case.contact.email))
    path = re.sub(r"^https?://[^/]+", "", address)

    assert case.title in Client().get(path, follow=True).content.decode()


@pytest.mark.parametrize("blanked", [True, False])
def test_whoever_wrote_in_the_open_form_or_was_forgotten_is_given_none(blanked):
    case = SubmissionFactory() if blanked else SubmissionFactory(kind=Kind.TIP, channel=Channel.OPEN_FORM)
    if blanked:
        case.contact.blank("gallringsplan", None)

    assert senders_link(Notice(about=case.number)) == ""
