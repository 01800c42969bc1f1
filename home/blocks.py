"""Blocks of the start page's app: links in the footer, and the shortfalls of an accessibility statement."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from cms.blocks import CallToActionBlock, refuse


class LinksBlock(blocks.StreamBlock):
    """Links to pages of the site or to addresses elsewhere, in the order shown."""

    link = CallToActionBlock(label=_("Link"))


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


class Shortfall(StructValue):
    """A shortfall with the words for its reason, which are left out where it is to be mended."""

    @property
    def excuse(self) -> str:
        return "" if self["reason"] == Reason.TO_MEND else str(Reason(self["reason"]).label)


class ShortfallBlock(blocks.StructBlock):
    """What cannot be used, by whom, against which criterion, why, and what one can do instead."""

    situation = blocks.ChoiceBlock(label=_("For whoever uses the site"), choices=Situation.choices)
    criterion = blocks.RegexBlock(
        regex=r"^[1-4]\.[1-5]\.[1-9][0-9]?$",
        label=_("Criterion of WCAG"),
        max_length=6,
        help_text=_("Its number, for example 1.2.2"),
        error_messages={"invalid": _("Write the number of a criterion, for example 1.2.2.")},
    )
    what = blocks.TextBlock(label=_("What does not work"), max_length=500, rows=2)
    reason = blocks.ChoiceBlock(label=_("Reason"), choices=Reason.choices, default=Reason.TO_MEND)
    grounds = blocks.TextBlock(label=_("Grounds, or when it is mended"), max_length=500, rows=2, required=False)
    instead = blocks.TextBlock(label=_("What one can do instead"), max_length=500, rows=2, required=False)

    def clean(self, value: StructValue) -> StructValue:
        """Raises a validation error at `grounds` when the act is referred to without any."""
        cleaned = super().clean(value)
        if cleaned["reason"] != Reason.TO_MEND and not cleaned["grounds"] and not self.is_deferred_validation:
            raise refuse(grounds=_("Give the grounds: the act asks for them."))
        return cleaned

    class Meta:
        icon = "warning"
        label = _("Shortfall")
        value_class = Shortfall


class ShortfallsBlock(blocks.StreamBlock):
    """Shortfalls in any order; the page groups them by situation."""

    shortfall = ShortfallBlock()
