"""Blocks of the shortfalls in an accessibility statement."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from accessibility.choices import FunctionalNeed, ShortfallReason
from content.blocks import block_error


class Shortfall(StructValue):
    """A shortfall with the label of its reason."""

    @property
    def reason_text(self) -> str:
        """The label of an exemption; empty for a shortfall that is to be corrected."""
        return "" if self["reason"] == ShortfallReason.NON_COMPLIANT else str(ShortfallReason(self["reason"]).label)


class ShortfallBlock(blocks.StructBlock):
    """What is not accessible, to whom, by which criterion, why, and the alternative."""

    functional_need = blocks.ChoiceBlock(label=_("For whoever uses the site"), choices=FunctionalNeed.choices)
    criterion = blocks.RegexBlock(
        regex=r"^[1-4]\.[1-5]\.[1-9][0-9]?$",
        label=_("Criterion of WCAG"),
        max_length=6,
        help_text=_("Its number, for example 1.2.2"),
        error_messages={"invalid": _("Write the number of a criterion, for example 1.2.2.")},
    )
    description = blocks.TextBlock(label=_("What does not work"), max_length=500, rows=2)
    reason = blocks.ChoiceBlock(
        label=_("Reason"), choices=ShortfallReason.choices, default=ShortfallReason.NON_COMPLIANT
    )
    justification = blocks.TextBlock(label=_("Grounds, or when it is mended"), max_length=500, rows=2, required=False)
    alternative = blocks.TextBlock(label=_("What one can do instead"), max_length=500, rows=2, required=False)

    def clean(self, value: StructValue) -> StructValue:
        """Raises a validation error at `justification` when the act is referred to without any."""
        cleaned = super().clean(value)
        if (
            cleaned["reason"] != ShortfallReason.NON_COMPLIANT
            and not cleaned["justification"]
            and not self.is_deferred_validation
        ):
            raise block_error(justification=_("Give the grounds: the act asks for them."))
        return cleaned

    class Meta:
        icon = "warning"
        label = _("Shortfall")
        value_class = Shortfall


class ShortfallsBlock(blocks.StreamBlock):
    """Shortfalls in any order; the page groups them by functional_need."""

    shortfall = ShortfallBlock()
