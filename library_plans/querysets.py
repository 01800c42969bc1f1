"""Questions that are asked about plans and editions."""

from typing import Self

from django.db import models


class PlanQuerySet(models.QuerySet):
    def placed(self) -> Self:
        """Plans that somebody owns: the only ones that are public and indexed."""
        return self.filter(owners__isnull=False).distinct()

    def without_owner(self) -> Self:
        """The queue: collected, but nobody has said whose it is."""
        return self.filter(owners__isnull=True)


class EditionQuerySet(models.QuerySet):
    def placed(self) -> Self:
        """Editions of plans that somebody owns."""
        return self.filter(plan__owners__isnull=False).distinct()
