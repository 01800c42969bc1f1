"""Indexes what waits in the reindex queue."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search import reindex_queue
from search.indexing import retry_queued


class Command(BaseCommand):
    help = "Index the records that could not be indexed when they changed. Exit status 1 when some still wait."

    def handle(self, *args: Any, **options: Any) -> None:
        retry_queued()
        if behind := reindex_queue.count():
            raise CommandError(_("%(behind)d changed records are not in the search index yet.") % {"behind": behind})
