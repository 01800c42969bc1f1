"""What speaks against entering a row as it stands: a sentence each, for a page of rows in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from extraction.types import TextState
from library_plans.batches.columns import COLUMNS
from library_plans.batches.row_snapshots import near_plans, plan_joined_by, row_snapshot
from library_plans.batches.text_suggestions import OTHER_DECISIONS
from library_plans.batches.values import place, shown, stored_value
from library_plans.choices import ImportStatus
from library_plans.models import Edition, ImportBatch, ImportRow
from library_plans.querysets import READABLE
from library_plans.rules.plan_warnings import NamedPlan, OwnerName, plan_warnings
from library_plans.status_periods.comparison import required_roles
from organisations.directory import OrganisationDirectory, organisation_directory

COMPARED = ("owner_codes", "kind", "variant", "starts", "ends", "decided_on")
GONE = (ImportStatus.SKIPPED, ImportStatus.TAKEN_BACK)


@dataclass(frozen=True, slots=True)
class WarningContext:
    """What the rows of a page are compared with: other rows of the batch, and the register."""

    directory: OrganisationDirectory
    rows: Sequence[ImportRow]
    known_files: Mapping[str, Edition]
    plans: Sequence[NamedPlan]
    today: date


def warnings_of(batch: ImportBatch, rows: Sequence[ImportRow]) -> dict[int, list[str]]:
    """The warnings about each row that nobody has decided on, by primary key."""
    undecided = [row for row in rows if row.is_undecided and not row.is_being_read]
    if not undecided:
        return {}
    around = warning_context(batch, undecided)
    return {row.pk: list(row_warnings(row, around)) for row in undecided}


def warning_context(batch: ImportBatch, rows: Sequence[ImportRow]) -> WarningContext:
    directory = organisation_directory()
    owners = {entry.id for row in rows for code in row.owners if (entry := directory.get(code))}
    checksums = {row.sha256 for row in rows if row.sha256}
    same = Q(sha256__in=checksums) | Q(owner_codes__in={row.owner_codes for row in rows if row.owner_codes})
    known = Edition.all_objects.filter(sha256__in=checksums).order_by("-pk").select_related("plan")
    return WarningContext(
        directory=directory,
        rows=list(batch.rows.filter(same).exclude(status__in=GONE).defer("cells", "suggestions").order_by("position")),
        known_files={edition.sha256: edition for edition in known.prefetch_related("plan__owners__organisation")},
        plans=near_plans(owners),
        today=timezone.localdate(),
    )


def row_warnings(row: ImportRow, around: WarningContext) -> Iterator[str]:
    yield from row.problems if not row.is_checked else ()
    yield from file_warnings(row, around)
    yield from owner_warnings(row, around.directory)
    if row.state in READABLE and not row.is_checked:
        yield from text_warnings(row, around.directory)
    yield from period_warnings(row, around)


def file_warnings(row: ImportRow, around: WarningContext) -> Iterator[str]:
    """Of a file that is missing, cannot be read well, or is there already."""
    if not row.file:
        yield row.refusal or _("The file was not sent.")
        return
    if row.refusal:
        yield row.refusal
    if row.state != TextState.TEXT:
        state = str(row.get_state_display())
        yield f"{state[:1].upper()}{state[1:]}. {row.state_reason}".strip()
    if first := next((one for one in around.rows if one.sha256 == row.sha256 and one.position < row.position), None):
        yield _("The same file as row %(number)d.") % {"number": first.position}
    if known := around.known_files.get(row.sha256):
        values = {"plan": known.plan.title, "owner": known.plan.owner_names or _("nobody")}
        text = _("The file is in the register, as registered in error: %(plan)s (%(owner)s).")
        if not (known.is_voided or known.plan.is_voided):
            text = _("The file is in the register already: %(plan)s (%(owner)s).")
        yield text % values


def owner_warnings(row: ImportRow, directory: OrganisationDirectory) -> Iterator[str]:
    if row.file and not row.owners:
        yield _("No owner is known. Accepted, the file waits in the queue of files without owner.")
    for code in row.owners:
        if directory.get(code) is None:
            yield _("No organisation has the code %(code)s.") % {"code": code}


def text_warnings(row: ImportRow, directory: OrganisationDirectory) -> Iterator[str]:
    """Where list and text differ, or neither says something."""
    for name in COMPARED:
        found = row.suggestions.get(name)
        listed = stored_value(row, name) if name in row.cells else ""
        if found and listed and found["value"] != listed:
            values = {"field": COLUMNS[name], "text": shown(name, found["value"], directory), "page": place(found)}
            yield _("%(field)s: the text has %(text)s (%(page)s).") % values
    period = row.suggestions.get("starts") or row.suggestions.get("ends")
    if period and period["in_doubt"] and not {"starts", "ends"} & row.cells.keys():
        yield _("The text has other periods too.")
    if "kind" not in row.cells and "kind" not in row.suggestions:
        yield _("Neither the text nor the list says what kind of plan it is.")
    if not row.starts and not row.ends:
        yield _("Neither first nor last day is known.")
    if others := row.suggestions.get(OTHER_DECISIONS):
        values = {"decisions": others["value"], "page": place(others)}
        yield _("More decisions in the text, to be added to the plan afterwards: %(decisions)s (%(page)s).") % values


def period_warnings(row: ImportRow, around: WarningContext) -> Iterator[str]:
    """What is probably wrong with the plan beside those that its owners have, and other rows that belong to it."""
    if not row.owners or any(around.directory.get(code) is None for code in row.owners):
        return
    joined = plan_joined_by(row, around.plans, around.directory)
    if joined:
        yield _("It becomes one more file of a plan in the register: %(plan)s.") % {"plan": joined.title}
    snapshot = row_snapshot(row, around.directory, joined.snapshot.id if joined else 0)
    owners = {
        entry.id: OwnerName(entry.display_name, required_roles(entry))
        for code in row.owners
        if (entry := around.directory.get(code))
    }
    near = [plan for plan in around.plans if {one.organisation for one in plan.snapshot.owners} & owners.keys()]
    yield from plan_warnings(snapshot, owners, near, around.today)
    for other in around.rows:
        if other.position < row.position and other.sha256 != row.sha256 and same_plan(row, other):
            yield _("Row %(number)d is of the same plan.") % {"number": other.position}


def same_plan(row: ImportRow, other: ImportRow) -> bool:
    same_days = row.starts == other.starts if row.starts else not other.starts and row.title == other.title
    return row.owners[0] in other.owners[:1] and row.kind == other.kind and same_days
