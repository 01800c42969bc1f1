"""The words that events are sorted by."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """The two forms of a Träffpunkt, the dialogue in spring, and a region's gathering after one (founding document)."""

    WHOLE_DAY = "whole_day", _("whole day on site")
    WEBCAST = "webcast", _("webcast")
    DIALOGUE = "dialogue", _("spring dialogue")
    GATHERING = "gathering", _("regional follow-up")


class State(TextChoices):
    """Where in its life an event is; `events.rules` says which may follow which."""

    SAVE_THE_DATE = "save_the_date", _("Save the date")
    OPEN = "open", _("Open")
    MOVED = "moved", _("Moved")
    CANCELLED = "cancelled", _("Cancelled")
    HELD = "held", _("Held")
    PUBLISHED_MATERIAL = "published_material", _("Material published")


class Registration(TextChoices):
    """How one takes part."""

    NONE = "none", _("no registration")
    EXTERNAL = "external", _("registration at another address")
    INVITATION = "invitation", _("personal invitation")


class Captions(TextChoices):
    """Whether a recording can be followed by somebody who does not hear it."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    PLANNED = "planned", _("planned")


class HostRole(TextChoices):
    HOST = "host", _("host")
    CO_ARRANGER = "co_arranger", _("co-arranger")
