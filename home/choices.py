"""Choices of the site's settings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BannerKind(models.TextChoices):
    """The kind of banner: decides its colour and the word that it begins with."""

    INFORMATION = "information", _("Information")
    WARNING = "warning", _("Disruption")
