"""How a notice leaves, how far it has come, and how often somebody wants mail."""

from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Delivery(Enum):
    """When the notices of a reason leave."""

    AT_ONCE = "at once"
    AT_PACE = "as often as the recipient wants mail"
    HELD = "when somebody has read it in the outbox"


class NoticeState(models.TextChoices):
    HELD = "hallet", pgettext_lazy("state of a notice", "waits in the outbox")
    WAITING = "samlas", pgettext_lazy("state of a notice", "waits for the digest")
    QUEUED = "koat", pgettext_lazy("state of a notice", "on its way")
    SENDING = "skickas", pgettext_lazy("state of a notice", "being sent")
    SENT = "skickat", pgettext_lazy("state of a notice", "sent")
    GATHERED = "sammanstallt", pgettext_lazy("state of a notice", "part of a digest")
    FAILED = "misslyckat", pgettext_lazy("state of a notice", "could not be sent")
    BOUNCED = "studsat", pgettext_lazy("state of a notice", "came back")
    DISCARDED = "kastat", pgettext_lazy("state of a notice", "discarded")


ENDED = (
    NoticeState.SENT,
    NoticeState.GATHERED,
    NoticeState.FAILED,
    NoticeState.BOUNCED,
    NoticeState.DISCARDED,
)


class Pace(models.TextChoices):
    AT_ONCE = "direkt", _("At once, a mail for each thing")
    DAILY = "dag", _("Once a day, everything in one mail")
    WEEKLY = "vecka", _("Once a week, on Mondays")
