"""What stands beside the text of a report: who wrote it, and its files."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks import FileBlock

ROLES = [
    ("forfattare", _("author")),
    ("redaktor", _("editor")),
    ("projektledare", _("project leader")),
    ("utredare", _("investigator")),
    ("medverkande", _("contributor")),
    ("bestallare", _("commissioned by")),
]


class AuthorBlock(blocks.StructBlock):
    """Somebody who had a part in a report: a person or a group."""

    name = blocks.CharBlock(label=_("Name"), max_length=120)
    role = blocks.ChoiceBlock(label=_("Role"), choices=ROLES, default="forfattare", search_index=False)
    organisation = blocks.CharBlock(label=_("Organisation"), required=False, max_length=120)

    class Meta:
        icon = "user"
        label = _("Author")


class AuthorsBlock(blocks.StreamBlock):
    author = AuthorBlock()


class ReportFileBlock(FileBlock):
    """A file of the report, with how many pages it has."""

    pages = blocks.IntegerBlock(
        label=_("Number of pages"), required=False, min_value=1, max_value=5_000, search_index=False
    )


class ReportFilesBlock(blocks.StreamBlock):
    file = ReportFileBlock()
