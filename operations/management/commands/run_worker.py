"""Runs background tasks until it is told to stop."""

from __future__ import annotations

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.db import DatabaseError, InterfaceError, connections
from django_tasks_db.management.commands import db_worker

from operations.read_only import refuse_if_read_only
from operations.task_worker import LeaseKeeper

logger = logging.getLogger(__name__)
PAUSE = 2  # seconds, before a database that failed is asked again


class Command(db_worker.Command):
    help = "Run background tasks, as db_worker does, and outlive a database that is locked or away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(reload=False)

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_if_read_only()
        keeper = LeaseKeeper()
        keeper.start()
        while True:
            try:
                return super().handle(**options)
            except (DatabaseError, InterfaceError):
                logger.exception("The database failed the worker, which goes on")
                keeper.release()
                connections.close_all()
                time.sleep(PAUSE)
