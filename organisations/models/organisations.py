"""The organisations of the register."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from organisations.collation import sort_key
from organisations.querysets import OrganisationQuerySet


class OrganisationKind(models.TextChoices):
    NATIONAL = "national", _("national authority")
    REGION = "region", _("region")
    MUNICIPALITY = "municipality", _("municipality")
    ASSOCIATION = "association", _("association of municipalities")
    SCHOOL_OPERATOR = "school_operator", _("school operator")


class Organisation(models.Model):
    """KB, a region, a municipality, an association or a school operator.

    Gotland is one organisation in two roles: its `code` is the municipality's 0980, its `region_code` 09. So there are
    310 organisations, 290 municipalities and 21 regions besides KB; every count must say which it means.
    """

    wagtail_reference_index_ignore = True  # the admin shows no usage of organisations

    code = models.CharField(
        _("code"),
        max_length=12,
        unique=True,
        help_text=_("Four digits for a municipality, two for a region (SCB), the organisation number for others."),
    )
    region_code = models.CharField(
        _("region code"),
        max_length=2,
        unique=True,
        null=True,
        blank=True,
        help_text=_("Set for the 21 with the regional task."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    is_municipality = models.BooleanField(_("municipality"), default=False, editable=False)
    name = models.CharField(_("name"), max_length=100, help_text=_("Short, as in a list: Östhammar"))
    display_name = models.CharField(
        _("display name"), max_length=120, help_text=_("As the body writes it: Östhammars kommun")
    )
    genitive = models.CharField(_("genitive"), max_length=120, help_text=_("Östhammars kommuns"))
    slug = models.SlugField(_("address"), max_length=100, editable=False)
    sort_key = models.CharField(max_length=200, editable=False)
    county_code = models.CharField(_("county number"), max_length=2, blank=True, db_index=True)
    county_name = models.CharField(_("county"), max_length=60, blank=True, help_text=_("Uppsala län"))
    aliases = models.JSONField(
        _("other names"), default=list, blank=True, help_text=_("Names and abbreviations people search for.")
    )
    predecessors = models.ManyToManyField(
        "self", verbose_name=_("predecessors"), symmetrical=False, related_name="successors", blank=True
    )
    valid_from = models.DateField(_("exists from"), null=True, blank=True)
    valid_to = models.DateField(_("existed until"), null=True, blank=True)

    internal_note = models.TextField(
        _("internal note"), blank=True, help_text=_("Only those who work in the admin see it; never readers.")
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["county_code", "sort_key"]
        constraints = [
            models.CheckConstraint(
                name="organisation_ends_after_it_begins",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="organisation_region_has_region_code",
                condition=~Q(kind=OrganisationKind.REGION) | Q(region_code__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = slugify(self.name.translate(str.maketrans("åäöÅÄÖ", "aaoAAO")))
        self.sort_key = sort_key(self.name)
        self.is_municipality = self.kind == OrganisationKind.MUNICIPALITY
        super().save(*args, **kwargs)

    @property
    def address(self) -> str:
        """The path segment of the organisation in URLs, of code and name: `0382-osthammar`."""
        return f"{self.code}-{self.slug}"
