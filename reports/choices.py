"""Choices of the fields of reports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1990, 2100


class Level(TextChoices):
    """Whether a report is about library work in the country, a region or a municipality."""

    NATIONAL = "nationell", _("national report")
    REGIONAL = "regional", _("regional report")
    LOCAL = "lokal", _("local report")


class AuthorRole(TextChoices):
    """What somebody named in a report did for it."""

    AUTHOR = "forfattare", _("author")
    EDITOR = "redaktor", _("editor")
    PROJECT_LEADER = "projektledare", _("project leader")
    INVESTIGATOR = "utredare", _("investigator")
    CONTRIBUTOR = "medverkande", _("contributor")
    COMMISSIONER = "bestallare", _("commissioned by")
