"""The form of an image: refuses a file whose pixels cannot be drawn, which Wagtail takes, or fails on, unseen."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class DrawableImageField(WagtailImageField):
    """Draws the image once. Wagtail reads the head of most formats only, and lets errors of Pillow through."""

    def check_image_pixel_size(self, f: Any) -> None:
        try:
            super().check_image_pixel_size(f)
            f.seek(0)
            with Image.open(f) as image:
                image.load()
            f.seek(0)
        except ValidationError:
            raise
        except Exception as error:  # what Pillow raises depends on the format and the damage
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class ImageForm(BaseImageForm):
    """Wagtail's form with that field, where it has the file among its fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            drawable = DrawableImageField(label=field.label, required=field.required, widget=field.widget)
            drawable.max_length = field.max_length
            self.fields["file"] = drawable
