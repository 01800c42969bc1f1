"""Choices of cases. Values are stored, and used in URLs and exports."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What is sent in; source: the duties of the three levels in the founding document (2018)."""

    PLAN = "ny-plan", _("new plan")
    DECISION = "beslut", _("decision to extend or revise")
    REPORT = "rapport", _("report of national interest")
    CONTENT = "innehallsforslag", _("proposal for a Träffpunkt")
    THEME = "tema", _("theme for the region or the nation")
    EXPERIENCE = "erfarenhet", _("experience")
    INVITATION = "inbjudan", _("invitation to KB")
    TIP = "tips", _("tip about a plan")


class Addressee(models.TextChoices):
    """Who should work with a theme."""

    REGION = "region", _("the region")
    NATION = "nation", _("the nation, that is KB")


class Channel(models.TextChoices):
    """The way on which it came."""

    ACCOUNT = "konto", _("signed in")
    LINK = "lank", _("by a link without account")
    OPEN_FORM = "oppet-formular", _("open form")
    MONITOR = "bevakning", _("found by the link monitor")
    KB = "kb", _("registered by KB")


class State(models.TextChoices):
    """How far a case has come, as the sender reads it."""

    RECEIVED = "mottaget", pgettext_lazy("state of a case", "received")
    IN_REVIEW = "lases", pgettext_lazy("state of a case", "being read")
    COMPLETION = "komplettering", pgettext_lazy("state of a case", "completion asked for")
    ACCEPTED = "antaget", pgettext_lazy("state of a case", "accepted")
    DECLINED = "avbojt", pgettext_lazy("state of a case", "declined")
    PUBLISHED = "publicerat", pgettext_lazy("state of a case", "published")
    DONE = "genomfort", pgettext_lazy("state of a case", "carried out")
    WITHDRAWN = "aterkallat", pgettext_lazy("state of a case", "withdrawn")
    VOIDED = "felregistrerat", pgettext_lazy("state of a case", "registered in error")


UNDECIDED = (State.RECEIVED, State.IN_REVIEW, State.COMPLETION)
CLOSED = (State.DECLINED, State.DONE, State.WITHDRAWN, State.VOIDED)


class Step(models.TextChoices):
    """Whose turn it is."""

    REGION = "region", pgettext_lazy("step of a case", "the region")
    KB = "kb", pgettext_lazy("step of a case", "KB")


class SkipReason(models.TextChoices):
    """Why the region's step was passed over; the timeline says it."""

    OWN_REGION = "egen-region", _("the sender is its own region")
    NO_OFFICER = "ingen-handlaggare", _("the region has no officer at present")
    SENT_BY_REGION = "region-sande", _("the region itself sent it in")
    OVERDUE = "tiden-ute", _("the region did not answer in time")
    TAKEN_OVER = "kb-tog-over", _("KB took the case over")


class EventType(models.TextChoices):
    RECEIVED = "mottaget", pgettext_lazy("event of a case", "received")
    REGION_SKIPPED = "region-overhoppad", pgettext_lazy("event of a case", "passed on to KB without the region")
    TAKEN_UP = "lases", pgettext_lazy("event of a case", "taken up")
    ASSIGNED = "handlaggare", pgettext_lazy("event of a case", "given to an officer")
    COMPLETION_ASKED = "komplettering-begard", pgettext_lazy("event of a case", "completion asked for")
    COMPLETED = "kompletterat", pgettext_lazy("event of a case", "completed")
    ENDORSED = "tillstyrkt", pgettext_lazy("event of a case", "endorsed by the region")
    ACCEPTED = "antaget", pgettext_lazy("event of a case", "accepted")
    DECLINED = "avbojt", pgettext_lazy("event of a case", "declined")
    PUBLISHED = "publicerat", pgettext_lazy("event of a case", "published")
    DONE = "genomfort", pgettext_lazy("event of a case", "carried out")
    WITHDRAWN = "aterkallat", pgettext_lazy("event of a case", "withdrawn by the sender")
    VOIDED = "felregistrerat", pgettext_lazy("event of a case", "registered in error")
    COMMENTED = "kommentar", pgettext_lazy("event of a case", "comment")
    BLANKED = "gallrat", pgettext_lazy("event of a case", "the sender's data disposed of")


class CommentAudience(models.TextChoices):
    INTERNAL = "intern", _("only those who handle the case")
    SENDER = "avsandare", _("the sender too")
