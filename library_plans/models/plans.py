"""Plans and their owners."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from library_plans.choices import OwnerRole, PlanKind, PlanScope
from library_plans.models.voidable import Voidable
from library_plans.querysets import PlanOwnerQuerySet, PlanQuerySet, RegisteredManager
from organisations.ownership import OrganisationOwned, OrganisationRelation

TO_ASCII = str.maketrans("åäöÅÄÖ", "aaoAAO")
SLUG_WORDS = {
    PlanKind.MUNICIPAL: "biblioteksplan",
    PlanKind.REGIONAL: "biblioteksplan",
}


class Plan(OrganisationOwned, Voidable, ClusterableModel):
    """One political document through its life: adopted, extended, replaced. Its own dates are those adopted."""

    wagtail_reference_index_ignore = True  # no editor asks where a row of the register is used

    title = models.CharField(_("title as adopted"), max_length=255)
    kind = models.CharField(_("kind"), max_length=20, choices=PlanKind, default=PlanKind.MUNICIPAL)
    scope = models.CharField(_("scope"), max_length=20, choices=PlanScope, default=PlanScope.ALL)
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(
        _("ends as adopted"), null=True, blank=True, help_text=_("Extensions are decisions; never type them here.")
    )
    until_further_notice = models.BooleanField(_("until further notice"), default=False)
    adopted_date_unknown = models.BooleanField(
        _("adopted, date unknown"),
        default=False,
        help_text=_("The plan was adopted, but the register has no decision with a date."),
    )
    act = models.PositiveSmallIntegerField(
        _("written under the act of"), null=True, blank=True, choices=[(1996, "1996:1596"), (2013, "2013:801")]
    )
    predecessor = models.ForeignKey(
        "self",
        verbose_name=_("predecessor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
    )
    internal_note = models.TextField(
        _("internal note"), blank=True, help_text=_("Only those who work in the admin see it; never readers.")
    )
    is_example = models.BooleanField(
        _("example text"), default=False, help_text=_("Invented for demonstration; says so wherever it is shown.")
    )
    created_at = models.DateTimeField(_("in the register since"), auto_now_add=True)

    organisation_relation = "owners"

    objects = RegisteredManager.from_queryset(PlanQuerySet)()
    all_objects = PlanQuerySet.as_manager()

    class Meta(Voidable.Meta):
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            *Voidable.Meta.constraints,
            models.CheckConstraint(
                name="plan_ends_after_it_starts",
                condition=Q(ends__isnull=True) | Q(starts__isnull=True) | Q(ends__gte=F("starts")),
            ),
            models.CheckConstraint(
                name="plan_has_an_end_or_is_open", condition=Q(ends__isnull=True) | Q(until_further_notice=False)
            ),
            models.CheckConstraint(name="plan_is_not_its_own_predecessor", condition=~Q(predecessor=F("id"))),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": _("A plan cannot end before it starts.")})
        if self.ends and self.until_further_notice:
            raise ValidationError({"until_further_notice": _("A plan has either an end or none.")})

    def get_absolute_url(self) -> str:
        """The plan's page at its first owner; the admin's home while nobody owns it."""
        owner = self.first_owner()
        return owner.get_absolute_url() if owner else reverse("wagtailadmin_home")

    @property
    def ordered_owners(self) -> "list[PlanOwner]":
        """Its owners, the first one first; no query where they are prefetched."""
        return sorted(self.owners.all(), key=lambda owner: owner.position)

    @property
    def owner_names(self) -> str:
        """All owners in words: "Region Blekinge och Region Kronoberg"."""
        found = list(dict.fromkeys(owner.organisation.display_name for owner in self.ordered_owners))
        return gettext(" and ").join(part for part in (", ".join(found[:-1]), *found[-1:]) if part)

    def first_owner(self) -> "PlanOwner | None":
        """The owner at position 1, whose address is the canonical one."""
        return min(self.owners.all(), key=lambda owner: owner.position, default=None)


class PlanOwner(OrganisationRelation):
    """An organisation's ownership of a plan, with its role and the plan's slug at that organisation."""

    wagtail_reference_index_ignore = True  # no editor asks where a row of the register is used

    plan = ParentalKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="owners")
    role = models.CharField(_("role"), max_length=10, choices=OwnerRole, default=OwnerRole.MUNICIPALITY)
    position = models.PositiveSmallIntegerField(_("position"), default=1, help_text=_("1 is the canonical address."))
    slug = models.SlugField(_("address"), max_length=80, editable=False, help_text=_("Set once, never recomputed."))

    objects = RegisteredManager.from_queryset(PlanOwnerQuerySet)()
    all_objects = PlanOwnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("owner")
        verbose_name_plural = _("owners")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="planowner_slug_once_per_organisation", fields=["organisation", "slug"]),
            models.UniqueConstraint(name="planowner_role_once_per_plan", fields=["plan", "organisation", "role"]),
            models.UniqueConstraint(name="planowner_position_once_per_plan", fields=["plan", "position"]),
            models.CheckConstraint(name="planowner_position_from_one", condition=Q(position__gte=1)),
            models.CheckConstraint(name="planowner_has_an_address", condition=~Q(slug="")),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new row its slug, and the next free position unless the given one is free."""
        if self._state.adding:
            taken = set(type(self).all_objects.filter(plan=self.plan_id).values_list("position", flat=True))
            self.position = max(taken) + 1 if self.position in taken else self.position
            self.slug = self.slug or self.available_slug()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("library_plans:plan", args=[self.organisation.code, self.organisation.slug, self.slug])

    def available_slug(self) -> str:
        """`biblioteksplan-2026`: kind and start year, numbered when the owner has that slug."""
        plan = self.plan
        word = SLUG_WORDS.get(PlanKind(plan.kind), plan.kind)
        base = slugify(f"{word}-{plan.starts.year}" if plan.starts else plan.title.translate(TO_ASCII))[:70] or word
        taken = set(type(self).all_objects.filter(organisation=self.organisation_id).values_list("slug", flat=True))
        return next(slug for slug in slug_candidates(base) if slug not in taken)


def slug_candidates(base: str) -> Iterator[str]:
    """base, base-2, base-3 and so on."""
    yield base
    yield from (f"{base}-{number}" for number in count(2))
