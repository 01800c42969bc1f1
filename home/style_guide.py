"""The style guide: example data for every component and block in each of its states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.documents.models import Document
from wagtail.images.models import Image

from content.blocks import ContentBlock, TableBlock, VideoBlock
from content.components import (
    Breadcrumb,
    Breadcrumbs,
    Card,
    DataclassComponent,
    Fact,
    Facts,
    ListItem,
    Pager,
    SearchBox,
    Statistic,
    StatusChip,
    Timeline,
    TimelineEntry,
)
from content.video import Video
from home.sample_image import sample_image

LONG_TEXT = "Biblioteksplan för folkbiblioteken och skolbiblioteken i Exempelköpings kommun med ett mycket långt namn"
SAMPLE_TEXT = "Läsfrämjande arbete för små barn börjar på barnavårdscentralen, där varje familj får en bok."
VIDEO_URL = "https://play.example/1"


@dataclass(frozen=True)
class Example:
    """One state of a template. `wrapper` is the markup that it needs around it, with {} in its place."""

    template: str
    state: str
    context: Mapping[str, Any]
    wrapper: str = "{}"

    def render(self, request: HttpRequest) -> SafeString:
        return format_html(self.wrapper, mark_safe(render_to_string(self.template, dict(self.context), request)))  # noqa: S308


class ExampleForm(forms.Form):
    """A form whose field `choice` is shown in all its states."""

    choice = forms.ChoiceField(
        label="Län", choices=[("", "alla"), ("12", "Skåne län"), ("1", LONG_TEXT)], required=False
    )


def rendered_examples(request: HttpRequest) -> list[tuple[str, list[tuple[str, SafeString]]]]:
    """Each template with the name and HTML of its states, components before blocks."""
    groups = groupby(examples(), key=lambda example: example.template)
    return [(template, [(example.state, example.render(request)) for example in states]) for template, states in groups]


def examples() -> list[Example]:
    """All examples, those of one template next to each other."""
    return [
        *navigation_examples(),
        *display_examples(),
        *form_examples(),
        *block_examples(),
        *media_examples(),
    ]


def component_example(state: str, component: DataclassComponent, wrapper: str = "{}") -> Example:
    return Example(component.template_name, state, component.get_context_data(), wrapper)


def block_example(name: str, state: str, value: Any, **context: Any) -> Example:
    return Example(f"blocks/{name}.html", state, {"value": value, **context})


def navigation_examples() -> Iterator[Example]:
    """Components for navigation."""
    trail = [Breadcrumb("Start", "/"), Breadcrumb("Planer", "/planer/"), Breadcrumb("Exempelköping")]
    yield component_example("vanligt", Breadcrumbs(trail))
    yield component_example(
        "lång text",
        Breadcrumbs([*trail[:2], Breadcrumb(LONG_TEXT, "/planer/"), Breadcrumb(LONG_TEXT)], label="Lång väg"),
    )
    yield Example("components/navigation.html", "vanligt", {})
    yield component_example("första sidan", Pager(1, 3, label="Få sidor"))
    yield component_example("mitt i många", Pager(50, 104, "q=barn", label="Många sidor"))
    yield component_example("en enda sida: visas inte", Pager(1, 1))
    versions = [
        {"code": "sv", "name": "Svenska", "url": "/", "current": True},
        {"code": "en", "name": "English", "url": "/en/"},
        {"code": "yi", "name": "ייִדיש", "url": "/yi/"},
    ]
    yield Example("components/language_switcher.html", "den första vald", {"versions": versions})
    yield Example("components/error_page_links.html", "vanligt", {})


def display_examples() -> Iterator[Example]:
    """Components that show data."""
    for code, label, icon in (
        ("gallande", "Gällande", "full"),
        ("remiss", "På remiss", "half"),
        ("moved", "Flyttad", "ring"),
        ("cancelled", "Inställd", "dash"),
    ):
        yield component_example(f"symbolen {icon}", StatusChip(code, label, icon))
    chip = StatusChip("gallande", "Gällande", "full", note="går ut snart")
    yield component_example("med tillägg", chip)
    yield component_example("stor", StatusChip("gallande", "Gällande", "full", large=True))
    yield component_example(
        "vanligt", Facts([Fact("Gäller", "2025–2028"), Fact("Antagen", "20 november 2024", "§ 181")])
    )
    yield component_example("lång text", Facts([Fact("Titel", LONG_TEXT, SAMPLE_TEXT)]))
    yield component_example(
        "andel", Statistic(204, "kommuner har en plan i kraft", total=290, url="/planer/", link_text="Vilka?")
    )
    yield component_example("utan bas", Statistic(1_204, LONG_TEXT, note="Räknat i dag."))
    yield component_example("tomt", Statistic(0, "planer har samlats in", total=290))
    yield component_example(
        "vanligt", Card("Biblioteksplan 2025–2028", "/planer/", kicker="Exempelköping", text=SAMPLE_TEXT)
    )
    yield component_example("lång text, inget mer", Card(LONG_TEXT, "/planer/"))
    item_list = '<ul class="rows">{}</ul>'
    yield component_example("vanligt", ListItem("Exempelköping", "/planer/", text="2025–2028", aside=chip), item_list)
    yield component_example("lång text", ListItem(LONG_TEXT, "/planer/", text=SAMPLE_TEXT, aside=chip), item_list)
    yield component_example("bara titel", ListItem("Exempelköping", "/planer/"), item_list)
    adopted = TimelineEntry(
        date(2024, 11, 20), "Antagen", "kommunfullmäktige", "§ 181", "/planer/", "Protokoll", highlighted=True
    )
    yield component_example("vanligt", Timeline([adopted, TimelineEntry(date(2024, 3, 1), "Samråd")]))
    yield component_example("lång text", Timeline([TimelineEntry(date(2024, 3, 1), LONG_TEXT, LONG_TEXT, SAMPLE_TEXT)]))


def form_examples() -> Iterator[Example]:
    """Form controls."""
    yield component_example("tomt", SearchBox("/sok/", "Sök, tomt", placeholder="till exempel: läsning", id="tomt"))
    yield component_example("ifyllt", SearchBox("/sok/", "Sök, ifyllt", value=LONG_TEXT, id="ifyllt"))
    yield component_example("litet", SearchBox("/sok/", "Sök, litet", small=True, id="litet"))
    for state, data in (
        ("tomt", {}),
        ("vald", {"choice": "12"}),
        ("lång text", {"choice": "1"}),
        ("fel", {"choice": "x"}),
    ):
        yield select_example(state, data)


def select_example(state: str, data: dict[str, str]) -> Example:
    """A select with its label, and its error message when the value is invalid."""
    field = ExampleForm(data, auto_id=f"{state.replace(' ', '-')}-%s")["choice"]
    errors = (
        format_html('<p class="field__error" id="{}_error">{}</p>', field.auto_id, field.errors[0])
        if field.errors
        else ""
    )
    wrapper = f'<div class="field">{field.label_tag()}{{}}{errors}</div>'
    return Example("components/select.html", state, {"field": field}, wrapper)


def block_examples() -> Iterator[Example]:
    """Blocks of page bodies."""
    for level in (2, 3, 4):
        yield block_example("heading", f"nivå {level}", {"level": level, "text": f"Rubrik på nivå {level}"})
    paragraph = f"<p>{SAMPLE_TEXT} <b>Viktigt</b> och <a href='/planer/'>en länk</a>.</p>"
    yield block_example("text", "vanligt", f"{paragraph}<ul><li>Punkt</li></ul><ol><li>Ett</li></ol>")
    key_figure = {"number": "4,6", "unit": "besök", "measure": "Besök per invånare", "year": 2025, "source": "Påhittad"}
    yield block_example("key_figure", "vanligt", key_figure)
    yield block_example(
        "key_figure",
        "lång text, länkad källa",
        {**key_figure, "measure": LONG_TEXT, "source_url": "https://kb.example/"},
    )
    yield table_example("med radrubriker", True, "4,6")
    yield table_example("utan radrubriker, lång text", False, LONG_TEXT)
    question = {"question": "Vem beslutar?", "answer": f"<p>{SAMPLE_TEXT}</p>"}
    yield block_example("question", "vanligt", question)
    yield block_example("question", "lång text", {**question, "question": LONG_TEXT})
    yield block_example("call_to_action", "vanligt", {"text": "Se alla planer", "url": "https://kb.example/"})
    yield block_example("call_to_action", "lång text", {"text": LONG_TEXT[:80], "url": "https://kb.example/"})
    content = [{"type": "text", "value": f"<p>{SAMPLE_TEXT}</p>"}, {"type": "question", "value": question}]
    stream = ContentBlock().to_python(content)
    yield Example("blocks/content.html", "två block", stream.stream_block.get_context(stream))
    yield from quote_examples()


def table_example(state: str, row_headings: bool, cell: str) -> Example:
    columns = [{"type": "text", "heading": "Bibliotek"}, {"type": "number", "heading": "Besök"}]
    rows = [{"values": ["Huvudbiblioteket", cell]}, {"values": ["Filialen", ""]}]
    value = {"table": {"columns": columns, "rows": rows, "caption": f"Tabell {state}"}, "row_headings": row_headings}
    return block_example("table", state, TableBlock().to_python(value))


def quote_examples() -> Iterator[Example]:
    plan = SimpleNamespace(title="Biblioteksplan 2025–2028", is_example=True, get_absolute_url="/planer/")
    quote = {
        "shown": True,
        "words": SAMPLE_TEXT,
        "url": "/planer/",
        "owner": "Exempelköpings kommun",
        "plan": plan,
        "place": "s. 2",
        "adopted": date(2024, 11, 20),
    }
    yield Example("blocks/plan_quote.html", "vanligt", quote)
    yield Example("blocks/plan_quote.html", "nyare upplaga finns", {**quote, "followed": True})
    yield Example("blocks/plan_quote.html", "kan inte visas", {"shown": False})


def image_with_alt(alt: str) -> Image:
    """The sample image with an alternative text; empty for a decorative image."""
    image = sample_image()
    image.contextual_alt_text = alt
    return image


def media_examples() -> Iterator[Example]:
    """Images, videos and files."""
    yield block_example(
        "picture", "med text", {"image": image_with_alt("En hylla med böcker"), "caption": SAMPLE_TEXT, "credit": "KB"}
    )
    yield block_example("picture", "smyckar bara", {"image": image_with_alt("")})
    document = Document(pk=0, title="Rapport", file="rapport.pdf", file_size=1_234_567)
    yield block_example("file", "tillgänglig", {"file": document, "accessibility": "full", "pages": 24})
    yield block_example("file", "inte tillgänglig, lång text", file_value(document))
    wrapper = '<figure class="film">{}</figure>'
    yield component_example("egen film", Video("Samtal om planer", "/media/film.mp4", "video/mp4", minutes=12), wrapper)
    yield component_example("film hos någon annan", Video(LONG_TEXT, VIDEO_URL, minutes=12), wrapper)
    value = {"title": "Samtal om planer", "url": VIDEO_URL, "minutes": 12, "transcript": f"<p>{SAMPLE_TEXT}</p>"}
    video = VideoBlock().to_python(value)
    yield Example("blocks/video.html", "med utskrift", video.block.get_context(video))


def file_value(document: Document) -> dict[str, Any]:
    return {"file": document, "title": LONG_TEXT, "accessibility": "none", "alternative": "Fråga oss om texten."}
