"""Questions that are asked about plans and editions."""

from collections.abc import Collection
from datetime import date
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from extraction.types import TextState

READABLE = (TextState.TEXT, TextState.OCR, TextState.PARTIAL, TextState.POOR)


class PlanQuerySet(models.QuerySet):
    def placed(self) -> Self:
        """Plans that somebody owns: the only ones that are public and indexed."""
        return self.filter(owners__isnull=False).distinct()

    def without_owner(self) -> Self:
        """The queue: collected, but nobody has said whose it is."""
        return self.filter(owners__isnull=True)

    def owned_by(self, organisation: models.Model) -> Self:
        """Plans of one organisation, in whatever role."""
        return self.filter(owners__organisation=organisation).distinct()

    def related_to(self, keys: Collection[int]) -> Self:
        """The plans themselves, those that share an owner with them, and those that name one of them as predecessor."""
        owners = self.model._default_manager.filter(pk__in=keys).values("owners__organisation")
        shared = self.model._default_manager.filter(owners__organisation__in=owners).values("pk")
        return self.filter(Q(pk__in=keys) | Q(pk__in=shared) | Q(predecessor__in=keys))

    def with_register_relations(self) -> Self:
        """What a list or card of plans shows besides the plan: owners, decisions and editions, in four queries more."""
        return self.prefetch_related("owners__organisation", "decisions", "editions")

    def in_register_order(self) -> Self:
        """By the first owner: länsnummer, then name in Swedish order; an owner's newest plan first."""
        first = self.model._default_manager.filter(pk=OuterRef("pk")).order_by("owners__position")
        return self.annotate(
            owner_county=Subquery(first.values("owners__organisation__county_code")[:1]),
            owner_region=Subquery(first.values("owners__organisation__region_code")[:1]),
            owner_name=Subquery(first.values("owners__organisation__sort_key")[:1]),
        ).order_by("owner_county", models.F("owner_region").asc(nulls_last=True), "owner_name", "-starts", "pk")


class EditionQuerySet(models.QuerySet):
    def placed(self) -> Self:
        """Editions of plans that somebody owns."""
        return self.filter(plan__owners__isnull=False).distinct()

    def readable(self) -> Self:
        """Editions whose file gave text, of whatever quality."""
        return self.filter(state__in=READABLE)

    def searchable(self, on: date) -> Self:
        """Editions in the index: placed, with text, and not withheld as a whole on a day."""
        ended = Q(redactions__until__isnull=False, redactions__until__lt=on)
        whole = Q(redactions__isnull=False, redactions__page_number__isnull=True)
        held = self.model._default_manager.filter(whole & ~ended).values("pk")
        return self.placed().readable().exclude(pk__in=held)


class RedactionQuerySet(models.QuerySet):
    def in_force(self, on: date) -> Self:
        """What is withheld on a day; the last day is included."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=on))
