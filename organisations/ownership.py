"""What belongs to organisations: pages, plans and cases, each with rows that name its organisations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageManager

from content.pages import BasePage
from content.visibility import VisiblePageQuerySet
from organisations.models.organisations import Organisation


class OrganisationRelation(models.Model):
    """A row that names an organisation. A concrete one adds the ParentalKey to what the organisation owns."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )

    class Meta:
        abstract = True


class OrganisationOwned:
    """A model whose instances belong to organisations, by rows of an `OrganisationRelation`."""

    organisation_relation: ClassVar[str] = "organisations"  # the related_name of the rows

    @classmethod
    def organisation_prefetch(cls) -> Prefetch:
        """What fetches the rows of many instances with their organisations: one query."""
        rows: Any = cls._meta.get_field(cls.organisation_relation).related_model  # type: ignore[attr-defined]
        return Prefetch(cls.organisation_relation, queryset=rows._default_manager.select_related("organisation"))

    @cached_property
    def organisation_rows(self) -> list[Any]:
        """The rows with their organisations, in order: one query, none after `prefetch_organisations`."""
        rows = getattr(self, self.organisation_relation)
        if self.organisation_relation in getattr(self, "_prefetched_objects_cache", {}):
            return list(rows.all())
        return list(rows.select_related("organisation"))

    @property
    def organisation_names(self) -> str:
        """The display names of the organisations, with commas between."""
        return ", ".join(row.organisation.display_name for row in self.organisation_rows)

    @property
    def organisation_counties(self) -> set[str]:
        """The county codes of the organisations, two digits each."""
        return {row.organisation.county_code for row in self.organisation_rows if row.organisation.county_code}


class OrganisationOwnedQuerySet(models.QuerySet):
    """Instances of an `OrganisationOwned` model."""

    def owned_by(self, organisation: Any) -> Self:
        """Those of one organisation, in whatever role, the joint ones too."""
        return self._with_row(organisation=organisation)

    def in_county(self, code: str) -> Self:
        """Those of organisations in a county, by its code of two digits."""
        return self._with_row(organisation__county_code=code)

    def prefetch_organisations(self) -> Self:
        """The rows with their organisations, for many instances by one query."""
        return self.prefetch_related(self.model.organisation_prefetch())  # type: ignore[attr-defined]

    def _with_row(self, **lookups: Any) -> Self:
        rows = self._relation.related_model._default_manager.filter(**lookups)
        return self.filter(pk__in=rows.values(self._relation.field.attname))

    @property
    def _relation(self) -> Any:
        return self.model._meta.get_field(self.model.organisation_relation)  # type: ignore[attr-defined]


class OrganisationOwnedPageQuerySet(OrganisationOwnedQuerySet, VisiblePageQuerySet):
    """Pages of a type that belongs to organisations."""


OrganisationOwnedPageManager = PageManager.from_queryset(OrganisationOwnedPageQuerySet)


class OrganisationOwnedPage(OrganisationOwned, BasePage):
    """A page that belongs to organisations and is found by their names."""

    is_kbs_by_default: ClassVar[bool] = False  # a new one in the section of its type

    objects = OrganisationOwnedPageManager()

    class Meta:
        abstract = True

    def set_organisations(self, organisations: Iterable[Organisation]) -> None:
        """Replace the rows by one for each organisation; they are stored with the page."""
        rows = getattr(self, self.organisation_relation)
        rows.set([rows.model(organisation=organisation) for organisation in organisations])

    def searchable_names(self) -> Sequence[str]:
        organisations = [row.organisation for row in self.organisation_rows]
        called = [name for one in organisations for name in (one.name, one.display_name, *one.aliases)]
        return [*super().searchable_names(), *dict.fromkeys(called)]
