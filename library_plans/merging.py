"""Merges two plans that are one, and undoes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from library_plans.indexing import refresh_editions
from library_plans.models import Decision, Edition, Plan, PlanMerge, PlanOwner, PlanStatusPeriod
from library_plans.status_periods.sync import batched_updates
from library_plans.voiding import restore, void
from search.receivers import refresh_pages

OWN_PARTS = (Decision, Edition, Plan, PlanMerge, PlanOwner, PlanStatusPeriod)


@dataclass(frozen=True, slots=True)
class MergeParts:
    """What of a plan goes to another: what the other has already stays behind and is hidden with the plan."""

    decisions: list[Decision]
    same_decisions: list[Decision]  # of the same kind and day
    editions: list[Edition]
    same_editions: list[Edition]  # with the same bytes
    owners: list[PlanOwner]
    successors: list[Plan]
    links: list[Model]  # rows of pages that mention the plan


def parts_to_move(kept: Plan, merged: Plan) -> MergeParts:
    """What a merge would move: a dozen queries."""
    days = set(kept.decisions.values_list("kind", "decided_on"))
    checksums = set(Edition.all_objects.filter(plan=kept).values_list("sha256", flat=True))
    roles = set(kept.owners.values_list("organisation", "role"))
    decisions, editions = list(merged.decisions.order_by("pk")), list(merged.editions.order_by("number"))
    return MergeParts(
        decisions=[row for row in decisions if (row.kind, row.decided_on) not in days],
        same_decisions=[row for row in decisions if (row.kind, row.decided_on) in days],
        editions=[row for row in editions if row.sha256 not in checksums],
        same_editions=[row for row in editions if row.sha256 in checksums],
        owners=[row for row in merged.owners.all() if (row.organisation_id, row.role) not in roles],
        successors=list(merged.successors.exclude(pk=kept.pk)),
        links=[row for field in link_fields() for row in linked_rows(field, kept, merged)],
    )


def link_fields() -> Iterator[Field]:
    """The foreign keys named `plan` from pages, wherever they are."""
    for relation in Plan._meta.get_fields(include_hidden=True):
        incoming = relation.is_relation and relation.auto_created and not relation.concrete
        if incoming and relation.related_model not in OWN_PARTS:
            yield relation.field  # type: ignore[union-attr]


def linked_rows(field: Field, kept: Plan, merged: Plan) -> list[Model]:
    """The rows that name the merged plan; none where a plan has one row at most and the kept one has it."""
    rows = field.model._default_manager
    if field.unique and rows.filter(**{field.name: kept}).exists():
        return []
    return list(rows.filter(**{field.name: merged}).order_by("pk"))


def merge_plans(kept: Plan, merged: Plan, user: Any) -> PlanMerge:
    """Move decisions, files, owners, successors and links to the plan that is kept, and declare the other one in error.

    Old addresses lead to the new ones. Files get the next numbers of the plan that is kept.

    Raises:
        ValidationError: It is the same plan, or one of them is registered in error.
    """
    with batched_updates():
        list(Plan.all_objects.select_for_update().filter(pk__in=(kept.pk, merged.pk)).order_by("pk"))
        if kept.pk == merged.pk or Plan.objects.filter(pk__in=(kept.pk, merged.pk)).count() != 2:
            raise ValidationError(_("Choose another plan, one that is not registered in error."))
        parts = parts_to_move(kept, merged)
        moved = {
            "decisions": [move(row, plan=kept) for row in parts.decisions],
            "editions": [move(row, plan=kept, number=number) for number, row in numbered(kept, parts.editions)],
            "owners": [move(row, plan=kept, position=place) for place, row in placed(kept, parts.owners)],
            "successors": [move(row, predecessor=kept) for row in parts.successors],
            "links": [[row._meta.label, *move_link(row, kept, merged)] for row in parts.links],
        }
        if kept.predecessor_id == merged.pk:
            earlier = merged.predecessor if merged.predecessor_id != kept.pk else None
            moved["successors"].append(move(kept, predecessor=earlier))
        void(merged, user, _("The same plan as %(plan)s") % {"plan": kept.title[:200]})
        made = PlanMerge.objects.create(kept=kept, merged=merged, merged_by=user, moved=moved)
        refresh_both(made)
        refresh_mentioning(parts.links)
    return made


def move(row: Any, **values: Any) -> list[Any]:
    """Set and save values of a row; `[primary key, the values before]`."""
    before = {name: getattr(row, row._meta.get_field(name).attname) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return [row.pk, before]


def numbered(kept: Plan, editions: list[Edition]) -> Iterator[tuple[int, Edition]]:
    last = Edition.all_objects.filter(plan=kept).order_by("-number").first()
    return enumerate(editions, start=last.number + 1 if last else 1)


def placed(kept: Plan, owners: list[PlanOwner]) -> Iterator[tuple[int, PlanOwner]]:
    last = PlanOwner.all_objects.filter(plan=kept).order_by("-position").first()
    return enumerate(owners, start=last.position + 1 if last else 1)


def move_link(row: Any, kept: Plan, merged: Plan) -> list[Any]:
    """Point a row to the kept plan, and to its file with the same bytes where the row names one that stays behind.

    Not by `save`: the page itself has not changed.
    """
    before = {"plan": merged.pk}
    edition = getattr(row, "edition", None)
    values: dict[str, Any] = {"plan": kept}
    if edition is not None and edition.plan_id == merged.pk:
        before["edition"] = edition.pk
        values["edition"] = Edition.all_objects.filter(plan=kept, sha256=edition.sha256).first()
    type(row)._default_manager.filter(pk=row.pk).update(**values)
    return [row.pk, before]


def undo_merge(merge: PlanMerge, user: Any) -> None:
    """Take the merged plan back, with all that was moved from it. What was added since stays with the other plan.

    Raises:
        ValidationError: It is undone already, or the plan that was kept is in error, perhaps by a later merge.
    """
    with batched_updates():
        locked = PlanMerge.objects.select_for_update().get(pk=merge.pk)
        if locked.undone_at or locked.kept.is_voided:
            raise ValidationError(_("This merge cannot be undone now: first take back what came after it."))
        restore(locked.merged)
        for model, name in (
            (Decision, "decisions"),
            (Edition, "editions"),
            (PlanOwner, "owners"),
            (Plan, "successors"),
        ):
            for key, before in locked.moved[name]:
                put_back(model.all_objects.filter(pk=key).first(), before)
        for label, key, before in locked.moved["links"]:
            rows = apps.get_model(label)._default_manager.filter(pk=key, plan=locked.kept)
            found = list(rows)
            rows.update(**{f"{name}_id": value for name, value in before.items()})
            refresh_mentioning(found)
        refresh_both(locked)
        locked.undone_at, locked.undone_by = timezone.now(), user
        locked.save()


def put_back(row: Any, before: dict[str, Any]) -> None:
    """Give a row the values that it had before; an owner that was removed since stays removed."""
    if row is not None:
        for name, value in before.items():
            setattr(row, row._meta.get_field(name).attname, value)
        row.save()


def refresh_both(merge: PlanMerge) -> None:
    """Index all that the two plans bear on: which file stands for each may be another now."""
    plans = Plan.objects.related_to([merge.kept_id, merge.merged_id])
    refresh_editions(Edition.objects.filter(plan__in=plans).values_list("pk", flat=True))


def refresh_mentioning(rows: Iterable[Any]) -> None:
    """Index the pages that name a plan, or whose rows do: it stands there by another name now."""
    refresh_pages(Page.objects.filter(pk__in=[getattr(row, "page_id", row.pk) for row in rows]))


def active_merge(plan: int) -> PlanMerge | None:
    """The merge by which a plan, by primary key, went into another one."""
    found = PlanMerge.objects.filter(merged=plan, undone_at__isnull=True).select_related("kept")
    return found.first()


def place_after_merge(merge: PlanMerge, rest: str) -> str:
    """The part of an address below the plan, as `2/sida/7/`, with the number that the file has now; empty without."""
    number, slash, below = rest.partition("/")
    if not number.isdecimal():
        return rest
    moved = {before["number"]: key for key, before in merge.moved["editions"]}
    if key := moved.get(int(number)):
        edition = Edition.all_objects.filter(pk=key).first()
    else:
        left = Edition.all_objects.filter(plan=merge.merged, number=number).values("sha256")
        edition = Edition.all_objects.filter(plan=merge.kept, sha256__in=left).first()
    return f"{edition.number}{slash}{below}" if edition else ""
