"""Choices of the fields of events."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    """The two kinds of Träffpunkt, the spring dialogue, and a region's gathering after one (founding document)."""

    WHOLE_DAY = "whole_day", _("whole day on site")
    WEBCAST = "webcast", _("webcast")
    DIALOGUE = "dialogue", _("spring dialogue")
    GATHERING = "gathering", _("regional follow-up")


class EventState(TextChoices):
    """Where in its life cycle an event is; `events.rules.TRANSITIONS` holds the allowed changes."""

    SAVE_THE_DATE = "save_the_date", _("Save the date")
    OPEN = "open", _("Open")
    MOVED = "moved", _("Moved")
    CANCELLED = "cancelled", _("Cancelled")
    HELD = "held", _("Held")
    PUBLISHED_MATERIAL = "published_material", _("Material published")


class RegistrationMode(TextChoices):
    """How participants register."""

    NONE = "none", _("no registration")
    EXTERNAL = "external", _("registration at another address")
    INVITATION = "invitation", _("personal invitation")


class CaptionsStatus(TextChoices):
    """Whether a recording has captions."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    PLANNED = "planned", _("planned")


class HostRole(TextChoices):
    HOST = "host", _("host")
    CO_HOST = "co_host", _("co-arranger")
