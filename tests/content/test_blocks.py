"""Validation, rendering and searchable content of blocks."""

import re

import pytest
from django.core.files.base import ContentFile
from django.db import models
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from content.blocks import (
    CallToActionBlock,
    ContentBlock,
    FileBlock,
    KeyFigureBlock,
    PictureBlock,
    TableBlock,
    VideoBlock,
)
from content.fields import BlocksField


def stream(*children):
    return ContentBlock().normalize(list(children))


def heading(level, text="Rubrik"):
    return ("heading", {"text": text, "level": str(level)})


def text(html="<p>Ord.</p>"):
    return ("text", html)


def document(name, content=b"x"):
    return Document.objects.create(title=name, file=ContentFile(content, name=name))


def block_errors(block, **values):
    """The error messages by child block."""
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(block.normalize(values))
    return {name: str(one.message) for name, one in error.value.block_errors.items()}


def rendered(*children):
    return " ".join(stream(*children).render_as_block().split())


@pytest.mark.parametrize("levels", [(2,), (2, 2), (2, 3, 4), (2, 3, 4, 2), (2, 3, 3)])
def test_heading_levels_without_gaps_are_valid(levels):
    value = stream(*(heading(level) for level in levels))

    assert len(ContentBlock().clean(value)) == len(levels)


@pytest.mark.parametrize(("levels", "wrong"), [((3,), 0), ((2, 4), 1), ((2, 3, 2, 4), 3)])
def test_heading_that_skips_a_level_has_an_error_at_level(levels, wrong):
    value = stream(text(), *(heading(level) for level in levels))

    with pytest.raises(StreamBlockValidationError) as error:
        ContentBlock().clean(value)

    assert list(error.value.block_errors) == [wrong + 1]
    message = error.value.block_errors[wrong + 1].block_errors["level"].message
    assert message == f"En rubrik på nivå {levels[wrong]} måste stå under en på nivå {levels[wrong] - 1}."


def test_headings_with_equal_text_have_unique_anchors():
    html = rendered(heading(2, "Mål"), heading(3, "Mål"), heading(2, "Åtgärder på sikt"))

    assert re.findall(r'<h\d id="([^"]+)"', html) == ["mal", "mal-2", "atgarder-pa-sikt"]


def test_key_figure_shows_measure_year_and_source():
    html = rendered(
        (
            "key_figure",
            {
                "number": "3,4",
                "unit": "besök",
                "measure": "Besök per invånare",
                "year": 2025,
                "source": "KB",
                "source_url": "https://www.kb.se/",
            },
        )
    )

    assert "3,4 besök" in html
    assert "Besök per invånare, 2025" in html
    assert 'Källa: <a href="https://www.kb.se/" rel="external">KB</a>' in html


@pytest.mark.parametrize("missing", ["number", "unit", "measure", "year", "source"])
def test_key_figure_without_a_required_field_is_invalid(missing):
    values = {"number": "3,4", "unit": "besök", "measure": "Besök", "year": 2025, "source": "KB", "source_url": ""}

    assert list(block_errors(KeyFigureBlock(), **{**values, missing: None if missing == "year" else ""})) == [missing]


def table(caption="Lån", headings=("Bibliotek", "Lån"), rows=(("Ale", "14"),), **more):
    columns = [{"type": kind, "heading": title} for kind, title in zip(("text", "number"), headings, strict=True)]
    value = {"columns": columns, "rows": [{"values": list(row)} for row in rows], "caption": caption}
    return {"table": value, "row_headings": True, **more}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (table(caption=" "), "Skriv en rubrik som säger vad tabellen visar."),
        (table(headings=("Bibliotek", "")), "Varje kolumn behöver en rubrik; den saknas i kolumn 2."),
        (table(rows=()), "En tabell har minst en kolumn och en rad."),
    ],
)
def test_table_without_headings_or_caption_is_invalid(values, message):
    assert block_errors(TableBlock(), **values) == {"table": message}


def test_table_renders_caption_column_and_row_headings():
    html = rendered(("table", table()))

    assert "<caption>Lån</caption>" in html
    assert re.findall(r'<th scope="(\w+)"[^>]*>([^<]+)</th>', html) == [
        ("col", "Bibliotek"),
        ("col", "Lån"),
        ("row", "Ale"),
    ]


@pytest.mark.django_db
class TestFiles:
    @pytest.fixture
    def image(self):
        return Image.objects.create(title="Hylla", file=get_test_image_file())

    def test_picture_without_alt_text_must_be_decorative(self, image):
        block = PictureBlock()
        value = block.to_python({"image": {"image": image.pk, "decorative": False, "alt_text": ""}})

        with pytest.raises(StructBlockValidationError) as error:
            block.clean(value)

        assert list(error.value.block_errors["image"].block_errors) == ["alt_text"]

    @pytest.mark.parametrize(
        ("decorative", "alt", "shown"), [(True, "", 'alt=""'), (False, "En hylla", 'alt="En hylla"')]
    )
    def test_picture_renders_its_alt_text(self, image, decorative, alt, shown):
        raw = {"image": {"image": image.pk, "decorative": decorative, "alt_text": alt}, "caption": "", "credit": "Ada"}
        html = " ".join(ContentBlock().to_python([{"type": "picture", "value": raw}]).render_as_block().split())

        assert shown in html
        assert "Bild: Ada" in html

    def test_file_shows_size_and_accessibility(self):
        file = document("rapport.pdf", b"x" * 1200)

        html = rendered(("file", {"file": file, "title": "", "accessibility": "none", "alternative": "Ring oss."}))

        assert f'<a href="{file.url}">rapport.pdf</a>' in html
        assert "PDF, 1,2 kB, inte tillgänglig" in html
        assert "Ring oss." in html

    def test_inaccessible_file_without_an_alternative_is_invalid(self):
        values = {"file": document("a.pdf"), "title": "", "accessibility": "none", "alternative": ""}

        assert list(block_errors(FileBlock(), **values)) == ["alternative"]

    @pytest.mark.parametrize(
        ("film", "captions", "url", "wrong"),
        [
            ("", "", "", "url"),
            ("a.mp4", "a.vtt", "https://play.example/1", "url"),
            ("a.pdf", "a.vtt", "", "file"),
            ("a.mp4", "", "", "captions"),
            ("a.mp4", "a.srt", "", "captions"),
        ],
    )
    def test_video_needs_one_source_and_captions(self, film, captions, url, wrong):
        values = {"file": film and document(film), "captions": captions and document(captions)}
        values = {name: value or None for name, value in values.items()}

        assert list(block_errors(VideoBlock(), title="Film", url=url, minutes=None, transcript="", **values)) == [wrong]

    def test_uploaded_video_renders_player_captions_and_transcript(self):
        film, captions = document("film.mp4"), document("film.srt", b"1\n00:00:01,000 --> 00:00:02,000\nHej\n")
        value = {"title": "Intervju", "file": film, "captions": captions, "url": "", "minutes": 12}

        html = rendered(("video", {**value, "transcript": "<p>Välkommen.</p>"}))

        assert f'<source src="{film.url}" type="video/mp4">' in html
        address = f"/documents/{captions.pk}/captions/film.srt"
        assert f'<track kind="captions" src="{address}" srclang="sv" label="Undertexter" default>' in html
        assert "12 minuter" in html
        assert "<p>Välkommen.</p>" in html


def test_external_video_renders_a_link_with_its_host():
    value = {"title": "Intervju", "file": None, "captions": None, "url": "https://www.play.example/1", "minutes": None}

    html = rendered(("video", {**value, "transcript": ""}))

    assert '<a href="https://www.play.example/1" rel="external">Intervju</a>' in html
    assert "Film hos play.example" in html
    assert not re.search(r"<(video|iframe|img|details)", html)


@pytest.mark.parametrize("url", ["", "https://www.kb.se/"])
def test_call_to_action_needs_exactly_one_target(url):
    block = CallToActionBlock()
    if not url:
        assert list(block_errors(block, text="Läs", page=None, url=url)) == ["page"]
    else:
        assert block.clean(block.normalize({"text": "Läs", "page": None, "url": url}))["url"] == url


def test_blocks_have_no_inline_style_or_script():
    html = rendered(
        heading(2), text(), ("table", table()), ("question", {"question": "Varför?", "answer": "<p>Så.</p>"})
    )

    assert not re.search(r"style=|<script|onclick", html)


def test_question_renders_collapsed_with_its_anchor_inside():
    html = rendered(("question", {"question": "Varför?", "answer": "<p>Så.</p>"}))

    assert '<summary>Varför?</summary> <div id="varfor">' in html


def test_rich_text_searchable_content_is_split_by_paragraph():
    block = ContentBlock().child_blocks["text"]
    value = block.normalize("<p>Ett <b>fett</b> ord.</p><ul><li>Först</li><li>Sedan<br/>mer</li></ul>")

    assert block.get_searchable_content(value) == ["Ett fett ord.", "Först", "Sedan", "mer"]


def test_changed_blocks_need_no_migration():
    def deconstructed(block):
        return BlocksField(block, blank=True, verbose_name="text").deconstruct()[1:]

    class Longer(ContentBlock):
        more = KeyFigureBlock()

    assert deconstructed(ContentBlock()) == deconstructed(Longer())
    assert deconstructed(Longer()) == ("content.fields.BlocksField", [], {"blank": True, "verbose_name": "text"})


def test_blocks_field_deconstructs_without_blocks():
    _path, args, options = BlocksField(ContentBlock(), blank=True).deconstruct()[1:]

    assert isinstance(BlocksField(*args, **options), models.Field)
