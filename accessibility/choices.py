"""Choices of an accessibility statement."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Compliance(models.TextChoices):
    """How far the site meets the requirements, as in the model statement (EU 2018/1523)."""

    FULL = "full", _("meets the requirements in full")
    PARTIAL = "partial", _("meets the requirements in part")
    NON_COMPLIANT = "none", _("does not meet the requirements")


class AssessmentMethod(models.TextChoices):
    """How the site was assessed."""

    SELF = "self", _("an assessment of our own")
    THIRD_PARTY = "third_party", _("an assessment by somebody else")
    NONE = "none", _("no assessment has been made")


class FunctionalNeed(models.TextChoices):
    """The functional needs by which the supervisory authority (Digg) advises to group shortfalls."""

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


class ShortfallReason(models.TextChoices):
    """Why something is not accessible: it is to be corrected, or the act exempts it."""

    NON_COMPLIANT = "non_compliant", _("It is to be mended.")
    DISPROPORTIONATE_BURDEN = (
        "disproportionate_burden",
        _("It would be an undue burden (section 12 of the act on accessibility)."),
    )
    OUT_OF_SCOPE = "out_of_scope", _("The act does not cover it.")
