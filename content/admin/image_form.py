"""The form of an image: refuses what is too large to be drawn before it is drawn, and what cannot be drawn at all."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from content.alt_texts import validate_alt_text

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")  # Pillow tries no other of its readers


class DrawableImageField(WagtailImageField):
    """Reads the head of the image, then draws it once.

    Wagtail draws it before it looks at its size, reads SVG before its name, and lets errors of Pillow through.
    """

    def to_python(self, data: Any) -> Any:
        if data and data.size:
            self.check_image_file_size(data)
            self.check_head(data)
        return super().to_python(data)

    def check_head(self, file: Any) -> None:
        """Raises ValidationError unless the file begins as an image of at most WAGTAILIMAGES_MAX_IMAGE_PIXELS."""
        try:
            file.seek(0)
            width, height = Image.open(file, formats=FORMATS).size
            file.seek(0)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise self.too_many_pixels() from error
        except Exception as error:  # what Pillow raises depends on the format and the damage
            raise self.invalid_image() from error
        if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise self.too_many_pixels()

    def check_image_pixel_size(self, f: Any) -> None:
        try:
            f.seek(0)
            with Image.open(f, formats=FORMATS) as image:
                image.load()  # of an animation the first picture, as in what readers get
            f.seek(0)
        except Exception as error:
            raise self.invalid_image() from error

    def too_many_pixels(self) -> ValidationError:
        message = _("The image has more than %(limit)s million pixels. Make it smaller and upload it again.")
        limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
        return ValidationError(message % {"limit": limit}, code="file_too_many_pixels")

    def invalid_image(self) -> ValidationError:
        return ValidationError(self.error_messages["invalid_image"], code="invalid_image")


class ImageForm(BaseImageForm):
    """Wagtail's form with that field, where it has the file among its fields; the description is no file name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            drawable = DrawableImageField(label=field.label, required=field.required, widget=field.widget)
            drawable.max_length = field.max_length
            self.fields["file"] = drawable
        if field := self.fields.get("description"):
            field.validators.append(validate_alt_text)
