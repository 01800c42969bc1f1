"""System checks of the register."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError

from extraction.isolation import missing_protections
from library_plans.models import OwnerStatusPeriod, PlanStatusPeriod
from library_plans.rules import KB_2021


@register(Tags.database)
def check_rule_version(databases: Sequence[str] | None = None, **options: Any) -> list[CheckMessage]:
    """Stored periods of another version of the rules are out of date."""
    if not databases:
        return []
    try:
        outdated = any(
            model.objects.exclude(rule_version=KB_2021.version).exists()
            for model in (PlanStatusPeriod, OwnerStatusPeriod)
        )
    except DatabaseError:  # before the tables are made
        return []
    hint = "Run manage.py rebuild_status_periods."
    text = "Periods of status were written by another version of the rules."
    return [Warning(text, hint=hint, id="library_plans.W001")] if outdated else []


@register()
def check_isolation(**options: Any) -> list[CheckMessage]:
    """What this machine cannot hold a child back with that reads a hostile file."""
    missing = ", ".join(missing_protections())
    hint = "See docs/operations.md, Isolation of readers."
    return (
        [Warning(f"Files are read with less isolation; missing: {missing}.", hint=hint, id="extraction.W001")]
        if missing
        else []
    )
