"""Uploads, and pages that use them."""

import pytest
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from home.models import HomePage
from tests.factories.pages import InformationPageFactory


@pytest.fixture(autouse=True)
def stored(settings, tmp_path):
    """Files of this test alone."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def site(empty_site, db):
    """The section pages, and the right to add below the start page."""


@pytest.fixture
def image(site):
    image = Image.objects.create(title="Huset", file=get_test_image_file(filename="huset.png", size=(640, 480)))
    image.get_file_hash()  # as the admin does
    return image


@pytest.fixture
def rendition(image):
    return image.get_rendition("width-320")


@pytest.fixture
def page_with(site):
    """Makes a page below the start page, or another, with an upload in its text."""

    def make(upload, *, below=None, title="Sidan", **values):
        if isinstance(upload, Image):
            block = ("picture", {"image": upload})
        else:
            block = ("video", {"file": upload, "title": "Film", "transcript": "<p>Om huset.</p>"})
        return InformationPageFactory(parent=below or HomePage.source_page(), title=title, body=[block], **values)

    return make
