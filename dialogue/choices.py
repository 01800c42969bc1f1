"""Choices of the fields of experiences and proposals."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1990, 2100


class ContributionKind(TextChoices):
    """The two types of contributions."""

    EXPERIENCE = "erfarenhet", _("experience")
    PROPOSAL = "forslag", _("proposal")


class ProposalSubject(TextChoices):
    """What a proposal is for."""

    EVENT = "traff", _("a theme for an event")
    GUIDANCE = "vagledning", _("guidance")
    REPORT = "rapport", _("a report")
    SITE = "webbplats", _("this site")


class Outcome(TextChoices):
    """The decision on a proposal."""

    RECEIVED = "mottaget", _("received")
    CONSIDERED = "overvags", _("under consideration")
    ACCEPTED = "antaget", _("accepted")
    DECLINED = "avslaget", _("declined")
    DONE = "genomfort", _("done")
