"""The words of an accessibility statement."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Compliance(models.TextChoices):
    """How far the site meets the requirements, in the words of the act's model statement."""

    FULL = "full", _("meets the requirements in full")
    PARTLY = "partly", _("meets the requirements in part")
    NOT = "not", _("does not meet the requirements")


class Testing(models.TextChoices):
    """Who has assessed the site."""

    OWN = "own", _("an assessment of our own")
    OUTSIDE = "outside", _("an assessment by somebody else")
    NONE = "none", _("no assessment has been made")


class Situation(models.TextChoices):
    """Ten ways to use a service, by which the supervisory authority advises to order shortfalls (Digg)."""

    NO_SIGHT = "no_sight", _("without sight")
    LOW_VISION = "low_vision", _("with low vision")
    NO_COLOUR = "no_colour", _("without perception of colour")
    NO_HEARING = "no_hearing", _("without hearing")
    LOW_HEARING = "low_hearing", _("with impaired hearing")
    NO_VOICE = "no_voice", _("without a voice")
    FINE_MOTOR = "fine_motor", _("with little strength or fine motor control")
    REACH = "reach", _("with limited reach")
    FLICKER = "flicker", _("with sensitivity to flicker")
    COGNITION = "cognition", _("with difficulties to read or understand")


class Reason(models.TextChoices):
    """Why a shortfall is there: it is to be mended, or the act lets it be."""

    TO_MEND = "to_mend", _("It is to be mended.")
    BURDEN = "burden", _("It would be an undue burden (section 12 of the act on accessibility).")
    OUTSIDE = "outside", _("The act does not cover it.")
