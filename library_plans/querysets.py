"""Querysets of plans, editions, redactions and status periods."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from extraction.types import TextState
from organisations.ownership import OrganisationOwnedQuerySet

READABLE = (TextState.TEXT, TextState.OCR, TextState.PARTIAL, TextState.POOR)
UNREAD = (TextState.PENDING, TextState.INTERRUPTED)


class PlanQuerySet(OrganisationOwnedQuerySet):
    def owned(self) -> Self:
        """Plans that somebody owns: the only ones that are public and indexed."""
        return self.filter(owners__isnull=False).distinct()

    def without_owner(self) -> Self:
        """Plans that were collected without an owner."""
        return self.filter(owners__isnull=True)

    def with_period(self, periods: models.QuerySet) -> Self:
        """Plans that have one of the given periods of status."""
        return self.filter(Exists(periods.filter(plan=OuterRef("pk"))))

    def canonical_urls(self, keys: Iterable[int]) -> dict[int, str]:
        """The canonical URL of each plan that somebody owns, by primary key: one query."""
        plans = self.filter(pk__in=set(keys), owners__isnull=False).order_by("pk", "-owners__position")
        rows = plans.values_list("pk", "owners__organisation__code", "owners__organisation__slug", "owners__slug")
        register = reverse("library_plans:register")  # once: a reversal for each of hundreds costs more than the query
        return {key: f"{register}{code}-{name}/{slug}/" for key, code, name, slug in rows}

    def related_to(self, keys: Collection[int]) -> Self:
        """The plans themselves, those that share an owner with them, and those that name one of them as predecessor."""
        owners = self.model._default_manager.filter(pk__in=keys).values("owners__organisation")
        shared = self.model._default_manager.filter(owners__organisation__in=owners).values("pk")
        return self.filter(Q(pk__in=keys) | Q(pk__in=shared) | Q(predecessor__in=keys))

    def with_owners_and_decisions(self) -> Self:
        """What a list of plans shows besides the plan, in two queries more."""
        return self.prefetch_organisations().prefetch_related("decisions")

    def with_owners_and_editions(self) -> Self:
        """What the admin's list shows besides the plan, in two queries more."""
        return self.prefetch_organisations().prefetch_related("editions")

    def in_register_order(self) -> Self:
        """By the first owner: länsnummer, then name in Swedish order; an owner's newest plan first."""
        first = self.model._default_manager.filter(pk=OuterRef("pk")).order_by("owners__position")
        return self.annotate(
            owner_county=Subquery(first.values("owners__organisation__county_code")[:1]),
            owner_region=Subquery(first.values("owners__organisation__region_code")[:1]),
            owner_name=Subquery(first.values("owners__organisation__sort_key")[:1]),
        ).order_by("owner_county", models.F("owner_region").asc(nulls_last=True), "owner_name", "-starts", "pk")


class EditionQuerySet(models.QuerySet):
    def owned(self) -> Self:
        """Editions of plans that somebody owns."""
        return self.filter(plan__owners__isnull=False).distinct()

    def readable(self) -> Self:
        """Editions whose file gave text, of whatever quality."""
        return self.filter(state__in=READABLE)

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
