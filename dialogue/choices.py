"""The words that experiences and proposals are sorted by."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1990, 2100


class Kind(TextChoices):
    """What somebody has shared."""

    EXPERIENCE = "erfarenhet", _("experience")
    PROPOSAL = "forslag", _("proposal")


class Subject(TextChoices):
    """What a proposal is for."""

    EVENT = "traff", _("a theme for an event")
    GUIDANCE = "vagledning", _("guidance")
    REPORT = "rapport", _("a report")
    SITE = "webbplats", _("this site")


class Outcome(TextChoices):
    """What has become of a proposal."""

    RECEIVED = "mottaget", _("received")
    CONSIDERED = "overvags", _("under consideration")
    ACCEPTED = "antaget", _("accepted")
    DECLINED = "avslaget", _("declined")
    DONE = "genomfort", _("done")
