"""The words that reports are sorted by."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1990, 2100


class Level(TextChoices):
    """Whose library work a report is about."""

    NATIONAL = "nationell", _("national report")
    REGIONAL = "regional", _("regional report")
    LOCAL = "lokal", _("local report")
