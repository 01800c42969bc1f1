"""Querysets of plans, editions, redactions and status periods."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse

from extraction.types import TextState
from organisations.ownership import OrganisationOwnedQuerySet

READABLE = (TextState.TEXT, TextState.OCR, TextState.PARTIAL, TextState.POOR)
UNREAD = (TextState.PENDING, TextState.INTERRUPTED)
DOUBTFUL = (TextState.PARTIAL, TextState.POOR)


class PlanLink(NamedTuple):
    title: str
    url: str


class RegisteredManager(models.Manager):
    """The rows that count: all but those registered in error and those of a plan that is.

    It is the default of plans, owners, decisions and editions, so lists, counts, exports, related managers and
    prefetches follow it without asking. `all_objects` has every row: for writing, history and the admin.
    """

    def get_queryset(self) -> Any:
        return super().get_queryset().registered()  # type: ignore[attr-defined]


class PlanQuerySet(OrganisationOwnedQuerySet):
    def registered(self) -> Self:
        """Plans that are not registered in error."""
        return self.filter(voided_at__isnull=True)

    def owned(self) -> Self:
        """Plans that somebody owns: the only ones that are public and indexed."""
        return self.filter(owners__isnull=False).distinct()

    def without_owner(self) -> Self:
        """Plans that were collected without an owner."""
        return self.filter(owners__isnull=True)

    def without_decisions(self) -> Self:
        """Plans that somebody owns and that the register has no decision about."""
        decisions: Any = self.model._meta.get_field("decisions").related_model
        return self.owned().filter(~Exists(decisions.objects.filter(plan=OuterRef("pk"))))

    def with_period(self, periods: models.QuerySet) -> Self:
        """Plans that have one of the given periods of status."""
        return self.filter(Exists(periods.filter(plan=OuterRef("pk"))))

    def canonical_links(self, keys: Iterable[int]) -> "dict[int, PlanLink]":
        """The title and canonical URL of each plan that somebody owns, by primary key: one query."""
        plans = self.filter(pk__in=set(keys), owners__isnull=False).order_by("pk", "-owners__position")
        owner = ("owners__organisation__code", "owners__organisation__slug", "owners__slug")
        register = reverse("library_plans:register")  # once: a reversal for each of hundreds costs more than the query
        return {
            key: PlanLink(title, f"{register}{code}-{name}/{slug}/")
            for key, title, code, name, slug in plans.values_list("pk", "title", *owner)
        }

    def related_to(self, keys: Collection[int]) -> Self:
        """The plans themselves, those that share an owner with them, and those that name one of them as predecessor."""
        model: Any = self.model
        plans = model.all_objects  # a plan that was just registered in error has neighbours too
        owners = plans.filter(pk__in=keys).values("owners__organisation")
        shared = plans.filter(owners__organisation__in=owners).values("pk")
        return self.filter(Q(pk__in=keys) | Q(pk__in=shared) | Q(predecessor__in=keys))

    def with_owners_and_decisions(self) -> Self:
        """What a list of plans shows besides the plan, in two queries more."""
        return self.prefetch_organisations().prefetch_related("decisions")

    def with_owners_and_editions(self) -> Self:
        """What the admin's list shows besides the plan, in two queries more, also of what is registered in error."""
        owners: Any = self.model._meta.get_field("owners").related_model
        editions: Any = self.model._meta.get_field("editions").related_model
        return self.prefetch_related(
            Prefetch("owners", queryset=owners.all_objects.select_related("organisation")),
            Prefetch("editions", queryset=editions.all_objects.only("plan", "number", "state", "voided_at")),
        )

    def in_register_order(self) -> Self:
        """By the first owner: länsnummer, then name in Swedish order; an owner's newest plan first."""
        model: Any = self.model
        first = model.all_objects.filter(pk=OuterRef("pk")).order_by("owners__position")
        return self.annotate(
            owner_county=Subquery(first.values("owners__organisation__county_code")[:1]),
            owner_region=Subquery(first.values("owners__organisation__region_code")[:1]),
            owner_name=Subquery(first.values("owners__organisation__sort_key")[:1]),
        ).order_by("owner_county", models.F("owner_region").asc(nulls_last=True), "owner_name", "-starts", "pk")


class PlanOwnerQuerySet(models.QuerySet):
    def registered(self) -> Self:
        """Owners of plans that are not registered in error."""
        return self.filter(plan__voided_at__isnull=True)


class PlanPartQuerySet(models.QuerySet):
    def registered(self) -> Self:
        """Rows that are not registered in error, of plans that are not."""
        return self.filter(voided_at__isnull=True, plan__voided_at__isnull=True)


class EditionQuerySet(PlanPartQuerySet):
    def owned(self) -> Self:
        """Editions of plans that somebody owns."""
        return self.filter(plan__owners__isnull=False).distinct()

    def readable(self) -> Self:
        """Editions whose file gave text, of whatever quality."""
        return self.filter(state__in=READABLE)

    def unreadable(self) -> Self:
        """Editions that were read and gave no text, unless a later file took their place."""
        return self.exclude(state__in=(*READABLE, *UNREAD)).without_later_text()

    def doubtful(self) -> Self:
        """Editions whose text has gaps or is of poor quality, unless a later file took their place."""
        return self.filter(state__in=DOUBTFUL).without_later_text()

    def not_reviewed(self) -> Self:
        """Editions that no editor has looked through since they were read last."""
        return self.filter(reviewed_at=None)

    def without_later_text(self) -> Self:
        """Editions that no later one with text of the same plan, variant and language replaces."""
        same = {name: OuterRef(name) for name in ("plan", "variant", "language")}
        later = self.model._default_manager.filter(**same, number__gt=OuterRef("number"), state__in=READABLE)
        return self.filter(~Exists(later))

    def searchable(self, on: date) -> Self:
        """Editions in the index: of a plan that somebody owns, with text, and not redacted as a whole on a day."""
        ended = Q(redactions__until__isnull=False, redactions__until__lt=on)
        whole = Q(redactions__isnull=False, redactions__page_number__isnull=True)
        held = self.model._default_manager.filter(whole & ~ended).values("pk")
        return self.owned().readable().exclude(pk__in=held)


class RedactionQuerySet(models.QuerySet):
    def in_force(self, on: date) -> Self:
        """The redactions in force on a day; the last day is included."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=on))


class StatusPeriodQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """The periods that hold on a day: one for each plan, or for each owner in a role."""
        return self.filter(first_day__lte=day, last_day__gte=day)
