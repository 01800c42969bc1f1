"""System check: the index exists and matches the database."""

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.core.checks import CheckMessage, Tags, Warning, register

from search.health import search_health


@register(Tags.database, deploy=True)
def index_is_in_step(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Runs with `check --deploy --database default` only: during a migration the database cannot be counted."""
    if not databases:
        return []
    return [
        Warning(sentence, hint="Run: manage.py rebuild_search", id="search.W001") for sentence in search_health().notes
    ]
