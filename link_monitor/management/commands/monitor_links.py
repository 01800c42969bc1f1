"""Visits the links of editions and published pages to other websites."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from link_monitor.runs import AlreadyRunning, run_monitor
from link_monitor.visitor import Visitor


class Command(BaseCommand):
    help = "Visit what plans were collected from and what pages link to on other websites, one request at a time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--lost-is-expected",
            action="store_true",
            help="do not stop when more than 5 %% of the links are lost: after a look at why the run before stopped",
        )

    def handle(self, *, verbosity: int, lost_is_expected: bool, **options: Any) -> None:
        """Exit status 1 when the run stopped."""
        if not settings.LINK_MONITOR:
            return
        try:
            run = run_monitor(Visitor(), is_expected=lost_is_expected)
        except AlreadyRunning as error:
            raise CommandError("another run has not ended") from error
        if run.is_stopped:
            raise CommandError(
                f"stopped: {run.lost} of {run.links} links were lost at once; nothing of that was stored. "
                "If they really are, run monitor_links --lost-is-expected"
            )
        if verbosity:
            self.stdout.write(f"{run.visited} of {run.links} links visited, {run.lost} newly lost")
