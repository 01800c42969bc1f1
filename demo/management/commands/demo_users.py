"""The demo's known sign-ins: one for each level."""

import json
from argparse import ArgumentParser
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.choices import Role
from accounts.models import Membership, User
from organisations.models import Organisation

PASSWORD = "biblioteksplan"  # noqa: S105 - known on purpose, and only with DEMO


@dataclass(frozen=True, slots=True)
class DemoUser:
    email: str
    password: str
    role: str
    organisation: str  # code


USERS = {
    DemoUser("kb-redaktor@example.org", PASSWORD, "kb-redaktor", "2021001710"): Role.KB_EDITOR,
    DemoUser("region-handlaggare@example.org", PASSWORD, "region-handlaggare", "03"): Role.REGION_OFFICER,
    DemoUser("kommun-kontakt@example.org", PASSWORD, "kommun-kontakt", "0380"): Role.CONTRIBUTOR,
}


class Command(BaseCommand):
    help = "Makes the demo's users, or sets their known passwords again, and prints them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Known passwords are only for sites that say so: set DEMO=1.")
        for one, role in USERS.items():
            self.make(one, role)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in USERS]))
            return
        for one in USERS:
            self.stdout.write(f"{one.role}: {one.email} / {one.password}")

    def make(self, one: DemoUser, role: Role) -> None:
        user, is_new = User.objects.get_or_create(email=one.email)
        user.is_active, user.is_superuser, user.is_staff = True, False, False
        if is_new or not user.check_password(one.password):
            user.set_password(one.password)
        user.save()
        organisation = Organisation.objects.get(code=one.organisation)
        user.memberships.exclude(organisation=organisation, role=role).delete()
        Membership.objects.update_or_create(user=user, organisation=organisation, role=role, defaults={"ends": None})
