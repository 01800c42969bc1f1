"""An image in the image library that comes with the site, for the style guide."""

from __future__ import annotations

from pathlib import Path

from django.core.files.images import ImageFile
from wagtail.images.models import Image

IMAGE_FILE = Path(__file__).parent / "data" / "bookshelf.png"
TITLE = "Bokhylla (till komponentsidan)"


def make_sample_image() -> bool:
    """Create the image unless one has its title; returns whether it was created."""
    if Image.objects.filter(title=TITLE).exists():
        return False
    sample_image()
    return True


def sample_image() -> Image:
    """The image; created when it is missing."""
    image = Image.objects.filter(title=TITLE).first()
    if image is None:
        with IMAGE_FILE.open("rb") as file:
            image = Image.objects.create(title=TITLE, file=ImageFile(file, name=IMAGE_FILE.name))
        image.get_file_hash()
    return image
