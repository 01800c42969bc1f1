"""StreamField blocks of reports: authors and files."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks import FileBlock
from reports.choices import AuthorRole


class AuthorBlock(blocks.StructBlock):
    """A person or group that contributed to a report, with the role."""

    name = blocks.CharBlock(label=_("Name"), max_length=120)
    role = blocks.ChoiceBlock(
        label=_("Role"), choices=AuthorRole.choices, default=AuthorRole.AUTHOR, search_index=False
    )
    organisation = blocks.CharBlock(label=_("Organisation"), required=False, max_length=120)

    class Meta:
        icon = "user"
        label = _("Author")


class AuthorsBlock(blocks.StreamBlock):
    author = AuthorBlock()


class ReportFileBlock(FileBlock):
    """A file of the report with its number of pages."""

    pages = blocks.IntegerBlock(
        label=_("Number of pages"), required=False, min_value=1, max_value=5_000, search_index=False
    )


class ReportFilesBlock(blocks.StreamBlock):
    file = ReportFileBlock()
