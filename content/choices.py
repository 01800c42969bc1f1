"""Choices of content blocks."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileAccessibility(models.TextChoices):
    """Whether everybody can read a file."""

    FULL = "full", _("accessible")
    PARTIAL = "partial", _("partly accessible")
    NONE = "none", _("not accessible")
