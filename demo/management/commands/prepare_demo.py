"""All that `make run` needs before it serves."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

# In one process: starting Django seven times took as long as migrating.
STEPS: tuple[tuple[str, ...], ...] = (
    ("prepare_site", "--verbosity=0"),
    ("collectstatic", "--no-input", "--verbosity=0"),
    ("load_demo",),
)


class Command(BaseCommand):
    help = "Makes the demo's database, index and sign-in, or brings them up to date. Quick when nothing is to be done."
    requires_system_checks: tuple[str, ...] = ()  # `migrate` runs them once there are tables

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the sign-in alone, and progress; what the steps tell stands in `log/prepare.log`."""
        path = Path(settings.VAR_DIR) / "log" / "prepare.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w") as log:
            for name, *arguments in STEPS:
                call_command(name, *arguments, stdout=log, stderr=self.stderr)
        call_command("demo_users", stdout=self.stdout)
