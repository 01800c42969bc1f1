"""Relations between page types that do not know each other: rows to Wagtail's page, the allowed types a setting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable, Page
from wagtail.query import PageQuerySet

from content.visibility import visible_pages


class RelatedPage(Orderable):
    """A row from a page to another one.

    A concrete row adds `page`, a ParentalKey to its own page type, and stands in `settings.RELATED_PAGE_TYPES` with
    the types that it may lead to: {"events.EventReport": ["reports.ReportPage"]}.
    """

    related = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=gettext_lazy("page")
    )

    @classmethod
    def allowed_types(cls) -> list[type[Page]]:
        """The page types that the setting allows; none for a row that does not stand there."""
        return [apps.get_model(label) for label in settings.RELATED_PAGE_TYPES.get(cls._meta.label, [])]

    def clean(self) -> None:
        super().clean()
        allowed = self.allowed_types()
        if self.related_id and not issubclass(self.related.specific_class or Page, tuple(allowed)):
            names = ", ".join(str(model._meta.verbose_name) for model in allowed)
            raise ValidationError({"related": _("Choose a page of this kind: %(kinds)s.") % {"kinds": names}})

    class Meta(Orderable.Meta):
        abstract = True


class RelatedPagePanel(PageChooserPanel):
    """Chooses among the types that the setting allows."""

    def on_model_bound(self) -> None:
        super().on_model_bound()
        self.page_type = self.model.allowed_types()


@dataclass(frozen=True, slots=True)
class Referrers:
    """The pages of one type that a page is tied to by rows."""

    title: str
    pages: Sequence[Page]


def connected(page: Page, user: Any) -> list[Referrers]:
    """The pages that a row ties to this one, either way, each once: those that the user may see, grouped by type."""
    return grouped(newest(connections(page), user))


def connections(page: Page) -> Q:
    """Which pages a row ties to this one, either way."""
    found = _leading_to(page)
    for row in _rows():
        if isinstance(page, row._meta.get_field("page").related_model):
            found |= Q(pk__in=row._default_manager.filter(page=page.pk).values("related"))
    return found


def newest(which: Q, user: Any) -> PageQuerySet:
    """Those among some pages that a user may see, the newest first."""
    return visible_pages(Page.objects.filter(which), user).order_by("-first_published_at", "title")


def grouped(pages: Iterable[Page]) -> list[Referrers]:
    """Pages by type, those of rows in the setting's order first."""
    groups: dict[Any, list[Page]] = {row._meta.get_field("page").related_model: [] for row in _rows()}
    for one in pages:
        groups.setdefault(one.specific_class, []).append(one)
    return [
        Referrers(capfirst(str(model._meta.verbose_name_plural)), pages) for model, pages in groups.items() if pages
    ]


def _rows() -> list[type[RelatedPage]]:
    return [apps.get_model(label) for label in settings.RELATED_PAGE_TYPES]


def _leading_to(page: Page) -> Q:
    leading = Q(pk__in=[])
    for row in _rows():
        leading |= Q(pk__in=row._default_manager.filter(related=page.pk).values("page"))
    return leading
