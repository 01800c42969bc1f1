"""StreamField blocks of guidance products and steps."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue
from wagtail.snippets.blocks import SnippetChooserBlock

from content.blocks import ContentBlock, TextBlock, block_error
from library_plans.citations.blocks import PlanQuoteBlock
from themes.models import ThemeKind


class GuidanceBlock(ContentBlock):
    """Content blocks and quotes from plans."""

    plan_quote = PlanQuoteBlock()


class ContributorBlock(blocks.StructBlock):
    """A contributor by role and organisation; no names of persons."""

    role = blocks.CharBlock(label=_("Role"), max_length=120)
    organisation = blocks.CharBlock(label=_("Organisation"), max_length=120)

    class Meta:
        icon = "user"
        label = _("Contributor")


class ContributorsBlock(blocks.StreamBlock):
    contributor = ContributorBlock()


class ActSectionBlock(blocks.StructBlock):
    """What a section of the Libraries Act means for the product; shown collapsed."""

    section = SnippetChooserBlock("themes.Theme", label=_("Section of the Libraries Act"))
    text = TextBlock(label=_("Text"))

    def clean(self, value: StructValue) -> StructValue:
        """Raises StructBlockValidationError at `section` when the theme is not a section of the act."""
        cleaned = super().clean(value)
        if cleaned["section"] and cleaned["section"].kind != ThemeKind.SECTION:
            raise block_error(section=_("Choose a section of the Libraries Act."))
        return cleaned

    class Meta:
        icon = "doc-full"
        label = _("Section of the Libraries Act")


class ActSectionsBlock(blocks.StreamBlock):
    act_section = ActSectionBlock()


class ChangeLogEntryBlock(blocks.StructBlock):
    """What was changed in a version, and when."""

    version = blocks.CharBlock(label=_("Version"), max_length=20)
    day = blocks.DateBlock(label=_("Date"))
    text = blocks.TextBlock(label=_("What was changed"), rows=2, max_length=400)

    class Meta:
        icon = "history"
        label = _("Change")


class ChangeLogBlock(blocks.StreamBlock):
    change = ChangeLogEntryBlock()
