"""All that `make run` needs before it serves."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from demo import loading
from demo.document_specs import document_specs
from demo.rendering import rendered, rendering_processes
from demo.types import ExampleDocument
from search.language import is_known


class Command(BaseCommand):
    help = "Makes the demo's database, index and sign-in, or brings them up to date. Quick when nothing is to be done."
    requires_system_checks: tuple[str, ...] = ()  # `migrate` runs them once there are tables

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the sign-in alone, and progress; what the steps tell stands in `log/prepare.log`.

        In one process: starting Django for each step took as long as migrating.
        """
        path = Path(settings.VAR_DIR) / "log" / "prepare.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w") as log, documents_ahead() as documents:
            streams = {"stdout": log, "stderr": self.stderr}
            call_command("prepare_site", verbosity=0, **streams)
            call_command("collectstatic", interactive=False, verbosity=0, **streams)
            call_command("load_demo", documents=documents, **streams)
        call_command("demo_users", stdout=self.stdout)


@contextmanager
def documents_ahead() -> Iterator[Iterator[ExampleDocument] | None]:
    """The demo's documents, rendered beside the migrations, which keep one core busy; `None` when they were before.

    So is the dictionary built, which the index needs first.
    """
    with rendering_processes() as processes:
        if loading.was_rendered("demo"):
            yield None
            return
        processes.submit(is_known, "bibliotek")
        yield rendered(document_specs(), processes)
