"""Deletes what is listed under "Where you are signed in" when its session is no more."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.utils import timezone


class Command(BaseCommand):
    help = "Delete the client's address and browser of sessions that have ended."

    def handle(self, **options: Any) -> None:
        going_on = Session.objects.filter(expire_date__gt=timezone.now())
        deleted, _by_model = UserSession.objects.exclude(session_key__in=going_on.values("session_key")).delete()
        self.stdout.write(f"{deleted} ended sessions deleted")
