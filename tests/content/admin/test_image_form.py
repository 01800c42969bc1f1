"""Images that are small to send and large to draw, and pictures that are programs: refused by their head."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.users.models import UserProfile

pytestmark = pytest.mark.django_db

TOO_MANY = "Bilden har mer än 50 miljoner bildpunkter. Gör den mindre och ladda upp den igen."
INVALID = "Ladda upp en giltig bild. Filen du laddade upp var antingen ingen bild eller en korrupt bild."
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
LAUGHS = (
    b'<!DOCTYPE svg [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b']><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&j;</text></svg>'
)


def png(width: int, height: int, *, pixels: bool = True) -> bytes:
    """A black PNG of one bit for each pixel, or its head without pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    rows = [packer.compress(bytes(1 + (width + 7) // 8)) for _row in range(height)] if pixels else []
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    body = chunk(b"IDAT", b"".join(rows) + packer.flush())
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


def gif(frames: int, side: int) -> bytes:
    stream = io.BytesIO()
    Picture.new("P", (side, side)).save(stream, "GIF")
    still = stream.getvalue()
    start = still.index(b",", 13 + 3 * 2 ** ((still[10] & 7) + 1))
    return still[:start] + (b"\x21\xf9\x04\x04\x05\0\0\0" + still[start:-1]) * frames + b";"


@pytest.fixture
def editor(admin_client, empty_site, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return admin_client


def errors(answer):
    """Of the form in a page."""
    return {name: list(messages) for name, messages in answer.context["form"].errors.items()}


def add(editor, name, content):
    file = SimpleUploadedFile(name, content)
    return editor.post("/admin/images/add/", {"title": "Bild", "collection": 1, "file": file})


@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (10_000, 5_001)])
def test_an_image_of_too_many_pixels_is_refused(editor, width, height):
    content = png(width, height)
    answer = add(editor, "bild.png", content)

    assert (len(content) < 200_000, errors(answer)) == (True, {"file": [TOO_MANY]})
    assert not Image.objects.filter(title="Bild").exists()


@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (10_000, 9_000), (10_000, 5_001), (2_000_000_000, 1)])
def test_its_head_alone_is_read(editor, width, height):
    """There are no pixels: drawing them would fail with another message."""
    assert errors(add(editor, "bild.png", png(width, height, pixels=False))) == {"file": [TOO_MANY]}


def test_an_image_of_fifty_million_pixels_is_taken(editor):
    assert add(editor, "bild.png", png(10_000, 5_000)).status_code == 302
    image = Image.objects.get(title="Bild")
    assert (image.width, image.height) == (10_000, 5_000)


def test_of_ten_thousand_pictures_the_first_is_drawn(editor):
    content = gif(10_000, 100)
    answer = add(editor, "bild.gif", content)
    with Picture.open(io.BytesIO(content)) as sent:
        frames = sent.n_frames

    rendition = Image.objects.get(title="Bild").get_rendition("width-50")

    with rendition.get_willow_image() as drawn, Picture.open(drawn.f) as shown:
        assert (answer.status_code, frames, shown.n_frames, shown.size) == (302, 10_000, 1, (50, 50))


@pytest.mark.parametrize("content", [SVG, b'<?xml version="1.0"?>' + SVG, LAUGHS, b"\n" * 1_000_000 + SVG])
@pytest.mark.parametrize("name", ["bild.svg", "bild.png"])
def test_svg_is_refused(editor, name, content):
    assert list(errors(add(editor, name, content))) == ["file"]
    assert errors(add(editor, "bild.png", content)) == {"file": [INVALID]}


def test_a_file_of_more_than_ten_megabytes_is_refused_unread(editor):
    [message] = errors(add(editor, "bild.png", b"<svg>" + bytes(10 * 1024 * 1024)))["file"]

    assert "10,0" in message


PORTRAITS = {
    "bomb": (png(30_000, 30_000), TOO_MANY),
    "too many pixels": (png(10_000, 5_001), TOO_MANY),
    "no pixels": (png(900, 900, pixels=False), INVALID),
    "a line": (png(9_000, 1), INVALID),
    "svg": (SVG, INVALID),
}


def send_portrait(editor, content):
    """With the fields of the other panels as they are."""
    names = {"name_email-first_name": "Eva", "name_email-last_name": "Ek", "name_email-email": "eva@example.org"}
    theme = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    return editor.post("/admin/account/", {**names, **theme, "avatar-avatar": SimpleUploadedFile("jag.png", content)})


@pytest.mark.parametrize("kind", PORTRAITS)
def test_portraits_are_guarded_too(editor, kind):
    content, message = PORTRAITS[kind]
    answer = send_portrait(editor, content)

    assert (answer.status_code, message in answer.text) == (200, True)
    assert not UserProfile.objects.exclude(avatar="").exists()


def test_a_portrait_is_taken(editor):
    answer = send_portrait(editor, png(900, 450))

    with Picture.open(UserProfile.objects.get().avatar) as picture:
        assert (answer.status_code, picture.size) == (302, (400, 200))
