"""Base class of page types with themes."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from content.pages import BasePage
from themes.models import Theme


class ThemedPage(BasePage):
    """Adds themes. Comes before the other base: `class ReportPage(ThemedPage, ContentPage)`."""

    themes = ParentalManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("themes"))

    class Meta:
        abstract = True

    def searchable_names(self) -> Sequence[str]:
        """The names of the page and of its themes, so that a search by theme finds it."""
        return [*super().searchable_names(), *(theme.name for theme in self.themes.all())]
