"""Cases for tests. They come in by `receive`, as they do on the site: with number, events and turn."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from submissions.choices import Channel, Kind
from submissions.models import Attachment, Submission
from submissions.workflow import ContactDetails, receive
from tests.factories.accounts import MembershipFactory
from tests.factories.organisations import OrganisationFactory


class SubmissionFactory(DjangoModelFactory):
    """A new plan of a municipality, sent by a signed link: the region's turn where the region has an officer."""

    class Meta:
        model = Submission

    kind = Kind.PLAN
    channel = Channel.LINK
    organisation = factory.SubFactory(OrganisationFactory)
    title = "Biblioteksplan 2027–2030"
    data = factory.LazyFunction(lambda: {"title": "Biblioteksplan 2027–2030", "starts": "2027-01-01"})
    contact = ContactDetails("Kim Exempel", "kim@kommunen.example")

    @classmethod
    def _create(cls, model_class: type[Submission], *args: Any, **kwargs: Any) -> Submission:
        return receive(**kwargs)


class SentSubmissionFactory(SubmissionFactory):
    """The same, sent by a contributor with an account."""

    channel = Channel.ACCOUNT
    sender = factory.LazyAttribute(lambda row: MembershipFactory(organisation=row.organisation).user)


class AttachmentFactory(DjangoModelFactory):
    """A file that somebody is about to send, not stored anywhere and not read yet."""

    class Meta:
        model = Attachment

    draft_key = "utkast"
    original_name = "biblioteksplan.pdf"
    sha256 = factory.Sequence(lambda n: f"{n:064d}")
    size = 1000
    media_type = "application/pdf"
