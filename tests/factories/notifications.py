"""Notices for tests."""

import factory
from factory.django import DjangoModelFactory

from notifications.models import Notice
from tests.factories.accounts import UserFactory


class NoticeFactory(DjangoModelFactory):
    """One that is on its way to a user."""

    class Meta:
        model = Notice

    reason = "provad"
    user = factory.SubFactory(UserFactory)
    subject = "Ämne"
    text = "Text"
