"""The shortfalls of an accessibility statement."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from accessibility.choices import Reason, Situation
from content.blocks import block_error


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
            raise block_error(grounds=_("Give the grounds: the act asks for them."))
        return cleaned

    class Meta:
        icon = "warning"
        label = _("Shortfall")
        value_class = Shortfall


class ShortfallsBlock(blocks.StreamBlock):
    """Shortfalls in any order; the page groups them by situation."""

    shortfall = ShortfallBlock()
