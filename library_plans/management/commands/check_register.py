"""Compares the stored status periods with the rules."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from library_plans.status_periods.comparison import OwnerPeriodRow, PlanPeriodRow, compare


class Command(BaseCommand):
    help = "Tells which periods of status are missing or extra. Exit status 1 when any is: run rebuild_status_periods."

    def handle(self, *args: Any, **options: Any) -> None:
        found = compare()
        for word, rows in (("missing", found.missing), ("extra", found.extra)):
            for line in sorted(f"{word}: {describe(row)}" for row in rows):
                self.stdout.write(line)
        if found.missing or found.extra:
            raise CommandError(f"{len(found.missing)} periods are missing and {len(found.extra)} are extra.")
        self.stdout.write("The register is as the rules say.")


def describe(row: PlanPeriodRow | OwnerPeriodRow) -> str:
    """The plan or owner that the period belongs to, with its status, days and version of the rule."""
    if isinstance(row, PlanPeriodRow):
        subject = f"plan {row.plan_id}"
    else:
        subject = f"organisation {row.organisation_id} ({row.role})"
    return f"{subject} {row.code} {row.first_day}–{row.last_day}, version {row.rule_version}"
