"""Alternative texts of images: written by people, never the name of a file."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage

FILE_NAME = re.compile(
    r".*\.(?:avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)"  # an extension
    r"|(?:bild|dsc|foto|image|img|photo|pxl|screenshot|skärmbild)[\W\d_]*"  # what cameras and phones call them
    r"|(?=\S*[\d_])\S+",  # one word with digits or underscores
    re.IGNORECASE,
)


def validate_alt_text(text: str) -> None:
    """Raises ValidationError for what looks like the name of a file."""
    if FILE_NAME.fullmatch(text.strip()):
        raise ValidationError(_("This looks like the name of a file. Say what the picture shows."), code="file_name")


class DescribedImageBlock(ImageBlock):
    """An image whose alternative text is checked when the page is published."""

    def clean(self, value: Any) -> Any:
        image = super().clean(value)
        if image and not image.decorative and not self.is_deferred_validation:
            try:
                validate_alt_text(image.contextual_alt_text)
            except ValidationError as error:
                raise StructBlockValidationError(block_errors={"alt_text": error}) from error
        return image


def suggest_descriptions_only() -> None:
    """Let an image suggest its description alone; Wagtail goes on to the title, which is the name of the file."""
    AbstractImage.default_alt_text = property(lambda image: image.description)
