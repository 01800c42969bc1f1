from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from content.schedule import Job


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")
    scheduled_jobs = (
        Job("drain_reindex_queue", every=timedelta(minutes=5)),
        Job("search_status"),  # fails, and so tells, when the index has drifted
        Job("rebuild_search", ("--if-needed",)),
    )

    def ready(self) -> None:
        from search import checks, receivers  # noqa: F401, PLC0415 - registers the system check and the receivers
