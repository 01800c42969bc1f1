"""The demo's known sign-in."""

import json
from argparse import ArgumentParser
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User

GROUP = "KB"  # its rights come from `setup_site`


@dataclass(frozen=True, slots=True)
class DemoUser:
    email: str
    password: str
    role: str
    organisation: str  # code


USERS = (DemoUser("kb-redaktor@example.org", "biblioteksplan", "kb-redaktor", "KB"),)


class Command(BaseCommand):
    help = "Makes the demo's users, or sets their known passwords again, and prints them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Known passwords are only for sites that say so: set DEMO=1.")
        for one in USERS:
            self.make(one)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in USERS]))
            return
        for one in USERS:
            self.stdout.write(f"{one.role}: {one.email} / {one.password}")

    def make(self, one: DemoUser) -> None:
        user, _ = User.objects.get_or_create(email=one.email)
        user.is_active, user.is_superuser, user.is_staff = True, False, False
        if not user.check_password(one.password):
            user.set_password(one.password)
        user.save()
        user.groups.set([Group.objects.get_or_create(name=GROUP)[0]])
