"""Blocks of page bodies. Each has its template in `templates/blocks/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks import StreamBlockValidationError, StreamValue, StructBlockValidationError, StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock

from content.alt_texts import DescribedImageBlock
from content.captions.validation import captions_error
from content.choices import FileAccessibility
from content.documents import DocumentBlock
from content.fields import WebAddressBlock
from content.toc import anchored_blocks
from content.validators import validate_links
from content.video import VIDEO_TYPES, Video

TOP_HEADING_LEVEL = 2
RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


def block_error(**errors: Any) -> StructBlockValidationError:
    """The validation error of a StructBlock, with a message for each named child block."""
    return StructBlockValidationError({name: ValidationError(message) for name, message in errors.items()})


class HeadingBlock(blocks.StructBlock):
    """A heading of level 2 to 4; the page's title is the only one of level 1."""

    text = blocks.CharBlock(label=gettext_lazy("Heading"), max_length=120)
    level = blocks.ChoiceBlock(
        label=gettext_lazy("Level"),
        choices=[
            ("2", gettext_lazy("main heading")),
            ("3", gettext_lazy("below a main heading")),
            ("4", gettext_lazy("one step further down")),
        ],
        default="2",
        search_index=False,
    )

    def section_title(self, value: StructValue) -> str:
        return str(value["text"]).strip()

    def section_level(self, value: StructValue) -> int:
        return int(value["level"] or TOP_HEADING_LEVEL)

    class Meta:
        icon = "title"
        label = gettext_lazy("Heading")
        template = "blocks/heading.html"
        form_classname = "struct-block"


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists; headings, tables and pictures are blocks of their own."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": RICH_TEXT_FEATURES, **options})

    def clean(self, value: Any) -> Any:
        """Raises a validation error for a link to what `validate_links` refuses."""
        cleaned = super().clean(value)
        validate_links(cleaned.source if cleaned else "")
        return cleaned

    def get_searchable_content(self, value: Any) -> list[str]:
        """One string for each paragraph and list item."""
        soup = BeautifulSoup(value.source if value else "", "html.parser")
        for tag in soup.find_all(["p", "li", "br"]):
            tag.insert_before("\n")
            tag.insert_after("\n")
        return [line.strip() for line in soup.get_text().splitlines() if line.strip()]

    class Meta:
        icon = "pilcrow"
        label = gettext_lazy("Text")
        template = "blocks/text.html"


class KeyFigureBlock(blocks.StructBlock):
    """A number with its unit, measure, year and source."""

    number = blocks.CharBlock(label=gettext_lazy("Number"), max_length=20, help_text=gettext_lazy("For example 3,4"))
    unit = blocks.CharBlock(label=gettext_lazy("Unit"), max_length=40, help_text=gettext_lazy("For example percent"))
    measure = blocks.CharBlock(label=gettext_lazy("What it counts"), max_length=200)
    year = blocks.IntegerBlock(label=gettext_lazy("Year"), min_value=1900, max_value=2100)
    source = blocks.CharBlock(label=gettext_lazy("Source"), max_length=200)
    source_url = WebAddressBlock(label=gettext_lazy("Address of the source"), required=False)

    class Meta:
        icon = "order"
        label = gettext_lazy("Key figure")
        template = "blocks/key_figure.html"


class TableBlock(blocks.StructBlock):
    """A table with a caption and a heading for every column; its first column may hold row headings."""

    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=gettext_lazy("Text"), required=False)),
            ("number", blocks.CharBlock(label=gettext_lazy("Number"), required=False)),
        ],
        label=gettext_lazy("Table"),
    )
    row_headings = blocks.BooleanBlock(
        label=gettext_lazy("The first column heads its rows"), required=False, default=True, search_index=False
    )

    def clean(self, value: StructValue) -> StructValue:
        """Raises a validation error at the table when its caption or the heading of a column is missing."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        table: TypedTable = cleaned["table"]
        if not table.columns or not table.row_data:
            raise block_error(table=_("A table has at least one column and one row."))
        if not table.caption.strip():
            raise block_error(table=_("Write a caption that says what the table shows."))
        if missing := [str(n) for n, column in enumerate(table.columns, start=1) if not column["heading"].strip()]:
            raise block_error(table=_("Every column needs a heading; missing in column %s.") % ", ".join(missing))
        return cleaned

    class Meta:
        icon = "table"
        label = gettext_lazy("Table")
        template = "blocks/table.html"


class PictureBlock(blocks.StructBlock):
    """An image with an alternative text, unless it is marked as decorative."""

    image = DescribedImageBlock(label=gettext_lazy("Image"))
    caption = blocks.CharBlock(label=gettext_lazy("Caption"), required=False, max_length=300)
    credit = blocks.CharBlock(label=gettext_lazy("Photographer or illustrator"), required=False, max_length=120)

    class Meta:
        icon = "image"
        label = gettext_lazy("Image")
        template = "blocks/picture.html"


class FileBlock(blocks.StructBlock):
    """A link to a document, with its size and how accessible it is."""

    file = DocumentBlock(label=gettext_lazy("File"))
    title = blocks.CharBlock(label=gettext_lazy("Title of the link"), required=False, max_length=200)
    accessibility = blocks.ChoiceBlock(
        label=gettext_lazy("Accessibility"), choices=FileAccessibility.choices, search_index=False, required=True
    )
    alternative = blocks.CharBlock(
        label=gettext_lazy("Where the same content can be read or asked for"), required=False, max_length=300
    )

    def clean(self, value: StructValue) -> StructValue:
        """Raises a validation error at `alternative` when the file is not accessible and it is empty."""
        cleaned = super().clean(value)
        inaccessible = cleaned["accessibility"] == FileAccessibility.NONE
        if inaccessible and not cleaned["alternative"] and not self.is_deferred_validation:
            raise block_error(alternative=_("Say where somebody who cannot read the file finds its content."))
        return cleaned

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("File")
        template = "blocks/file.html"


class VideoBlock(blocks.StructBlock):
    """An uploaded video with captions, or a link to a video at another host."""

    title = blocks.CharBlock(label=gettext_lazy("Title"), max_length=200)
    file = DocumentBlock(
        label=gettext_lazy("Own film"), required=False, help_text=gettext_lazy("A file of the kind mp4 or webm.")
    )
    captions = DocumentBlock(
        label=gettext_lazy("Captions"), required=False, help_text=gettext_lazy("A file of the kind vtt or srt.")
    )
    url = WebAddressBlock(label=gettext_lazy("Address of a film elsewhere"), required=False)
    minutes = blocks.IntegerBlock(label=gettext_lazy("Length in minutes"), required=False, min_value=1, max_value=999)
    transcript = TextBlock(label=gettext_lazy("What is said and shown"), required=False)

    def clean(self, value: StructValue) -> StructValue:
        """Raises a validation error at the wrong child: exactly one video, in a format browsers play, with captions."""
        cleaned = super().clean(value)
        file, captions = cleaned["file"], cleaned["captions"]
        if self.is_deferred_validation:
            return cleaned
        if bool(file) == bool(cleaned["url"]):
            raise block_error(url=_("Choose either an own film or the address of a film elsewhere."))
        if file and file.file_extension.lower() not in VIDEO_TYPES:
            raise block_error(file=_("The film must be a file of the kind mp4 or webm."))
        if file and not captions:
            raise block_error(captions=_("An own film needs captions."))
        if captions and (error := captions_error(captions)):
            raise block_error(captions=error)
        return cleaned

    def get_context(self, value: StructValue, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        title, file, minutes = value["title"], value["file"], value["minutes"] or 0
        video = (
            Video.from_document(title, file, value["captions"], minutes=minutes)
            if file
            else Video(title, value["url"], minutes=minutes)
        )
        return {**super().get_context(value, parent_context=parent_context), "video": video}

    class Meta:
        icon = "media"
        label = gettext_lazy("Film")
        template = "blocks/video.html"


class QuestionBlock(blocks.StructBlock):
    """A question with a collapsed answer."""

    question = blocks.CharBlock(label=gettext_lazy("Question"), max_length=200)
    answer = TextBlock(label=gettext_lazy("Answer"))

    def section_title(self, value: StructValue) -> str:
        return str(value["question"]).strip()

    class Meta:
        icon = "help"
        label = gettext_lazy("Question and answer")
        template = "blocks/question.html"


class CallToActionBlock(blocks.StructBlock):
    """A button: a link to a page of the site or to an external URL."""

    text = blocks.CharBlock(label=gettext_lazy("Text of the link"), max_length=80)
    page = blocks.PageChooserBlock(label=gettext_lazy("Page"), required=False)
    url = WebAddressBlock(label=gettext_lazy("Address elsewhere"), required=False)

    def clean(self, value: StructValue) -> StructValue:
        """Raises a validation error at `page` unless exactly one of page and URL is given."""
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]) and not self.is_deferred_validation:
            raise block_error(page=_("Choose either a page or an address elsewhere."))
        return cleaned

    class Meta:
        icon = "link"
        label = gettext_lazy("Call to action")
        template = "blocks/call_to_action.html"


class ContentBlock(blocks.StreamBlock):
    """The blocks of a page body; an app adds its own in a subclass."""

    heading = HeadingBlock()
    text = TextBlock()
    key_figure = KeyFigureBlock()
    table = TableBlock()
    picture = PictureBlock()
    file = FileBlock()
    video = VideoBlock()
    question = QuestionBlock()
    call_to_action = CallToActionBlock()

    def clean(self, value: StreamValue) -> StreamValue:
        """Raises a validation error at each heading that skips a level."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors, above = {}, TOP_HEADING_LEVEL - 1
        for position, child in enumerate(cleaned):
            level = getattr(child.block, "section_level", lambda value: 0)(child.value)
            if level > above + 1:
                message = _("A heading of level %(level)s must stand below one of level %(above)s.")
                errors[position] = block_error(level=message % {"level": level, "above": level - 1})
            above = level or above
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned

    def get_context(self, value: StreamValue, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context=parent_context), "anchored_blocks": anchored_blocks(value)}

    class Meta:
        template = "blocks/content.html"
