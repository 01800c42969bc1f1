"""Flags notices whose mail came back."""

import mailbox
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from notifications.bounces import record, unread_messages


class Command(BaseCommand):
    help = "Read reports of undeliverable mail (RFC 3464) from a Maildir, or one from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("maildir", nargs="?", type=Path, help="read and marked as read; without it standard input")

    def handle(self, *, maildir: Path | None, **options: Any) -> None:
        try:
            flagged = record(unread_messages(maildir) if maildir else [sys.stdin.buffer.read()])
        except mailbox.NoSuchMailboxError as error:
            raise CommandError(f"{maildir} is no Maildir.") from error
        self.stdout.write(f"{flagged} notices flagged")
