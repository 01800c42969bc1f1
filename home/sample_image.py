"""An image of the site's own in the image library, for pages that show how images look."""

from __future__ import annotations

from pathlib import Path

from django.core.files.images import ImageFile
from wagtail.images.models import Image

PICTURE = Path(__file__).parent / "data" / "bookshelf.png"
TITLE = "Bokhylla (till komponentsidan)"


def make_sample_image() -> bool:
    """Put it into the library when nothing there has its title; whether it was."""
    if Image.objects.filter(title=TITLE).exists():
        return False
    sample_image()
    return True


def sample_image() -> Image:
    """The image, made when it is missing."""
    image = Image.objects.filter(title=TITLE).first()
    if image is None:
        with PICTURE.open("rb") as file:
            image = Image.objects.create(title=TITLE, file=ImageFile(file, name=PICTURE.name))
        image.get_file_hash()
    return image
