"""Alternative texts are written by people."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.models import Image
from wagtail_factories import ImageFactory

from content.alt_texts import DescribedImageBlock, validate_alt_text

NAMES = [
    "IMG_2034.JPG",
    "bok.png",
    "huset i byn.jpeg",
    "DSC01234",
    "Bild 3",
    "Skärmbild 2026-01-02",
    "omslag_v2",
    "2024",
]
TEXTS = ["", "Biblioteket", "Bild av huset i byn", "Tre barn läser, 2024", "Diagram: 290 kommuner"]


def is_refused(text: str) -> bool:
    try:
        validate_alt_text(text)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize(("text", "refused"), [*((name, True) for name in NAMES), *((text, False) for text in TEXTS)])
def test_the_name_of_a_file_is_refused_and_what_tells_of_the_picture_is_taken(text, refused):
    assert is_refused(text) is refused


@pytest.mark.django_db
def test_an_image_suggests_its_description_and_never_its_title():
    assert Image(title="IMG_2034").default_alt_text == ""
    assert Image(title="IMG_2034", description="Tre barn läser").default_alt_text == "Tre barn läser"


@pytest.fixture
def image(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return ImageFactory(title="Huset")


def test_a_picture_is_not_published_with_the_name_of_its_file(image):
    image.contextual_alt_text, image.decorative = "IMG_2034.jpg", False

    with pytest.raises(StructBlockValidationError) as refusal:
        DescribedImageBlock().clean(image)

    assert list(refusal.value.block_errors) == ["alt_text"]


def test_a_decorative_picture_needs_no_text(image):
    image.contextual_alt_text, image.decorative = "", True

    assert DescribedImageBlock().clean(image) is image
