"""Relations between page types of apps that do not import each other; a setting names the allowed types."""

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
    """A relation from a page to another one.

    A concrete model adds `page`, a ParentalKey to its own page type, and is listed in `settings.RELATED_PAGE_TYPES`
    with the allowed target types: {"events.EventReport": ["reports.ReportPage"]}.
    """

    related = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=gettext_lazy("page")
    )

    @classmethod
    def allowed_types(cls) -> list[type[Page]]:
        """The target page types that the setting allows; none for a model that it does not list."""
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
    """A page chooser limited to the types that the setting allows."""

    def on_model_bound(self) -> None:
        super().on_model_bound()
        self.page_type = self.model.allowed_types()


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages of one type under the plural name of the type."""

    title: str
    pages: Sequence[Page]


def related_page_groups(page: Page, user: Any) -> list[PageGroup]:
    """The related pages that the user may see, whichever page holds the relation, each once and grouped by type."""
    return group_by_type(newest_visible(related_to(page), user))


def related_to(page: Page) -> Q:
    """The condition of pages related to this one, whichever of the two holds the relation."""
    found = _referring_to(page)
    for row in _relation_models():
        if isinstance(page, row._meta.get_field("page").related_model):
            found |= Q(pk__in=row._default_manager.filter(page=page.pk).values("related"))
    return found


def newest_visible(condition: Q, user: Any) -> PageQuerySet:
    """The matching pages that a user may see, the newest first."""
    return visible_pages(Page.objects.filter(condition), user).order_by("-first_published_at", "title")


def group_by_type(pages: Iterable[Page]) -> list[PageGroup]:
    """Pages grouped by type, in the order of the setting; types that it does not name come last."""
    groups: dict[Any, list[Page]] = {row._meta.get_field("page").related_model: [] for row in _relation_models()}
    for page in pages:
        groups.setdefault(page.specific_class, []).append(page)
    return [
        PageGroup(capfirst(str(model._meta.verbose_name_plural)), pages) for model, pages in groups.items() if pages
    ]


def _relation_models() -> list[type[RelatedPage]]:
    return [apps.get_model(label) for label in settings.RELATED_PAGE_TYPES]


def _referring_to(page: Page) -> Q:
    """The pages with a row that names this one: of the relations that its type may be chosen for."""
    referring = Q(pk__in=[])
    for row in _relation_models():
        if issubclass(type(page), tuple(row.allowed_types())):
            referring |= Q(pk__in=row._default_manager.filter(related=page.pk).values("page"))
    return referring
