"""Every component and block with its states, drawn by its own template from example data: for those who build pages."""

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

from content.blocks import ContentBlock, FilmBlock, TableBlock
from content.components import (
    Breadcrumbs,
    Card,
    Crumb,
    Fact,
    Facts,
    Figure,
    Moment,
    Pager,
    Piece,
    Row,
    SearchBox,
    StatusChip,
    Timeline,
)
from content.video import Film
from home.sample_image import sample_image

LONG = "Biblioteksplan för folkbiblioteken och skolbiblioteken i Exempelköpings kommun med ett mycket långt namn"
WORDS = "Läsfrämjande arbete för små barn börjar på barnavårdscentralen, där varje familj får en bok."
ELSEWHERE = "https://play.example/1"


@dataclass(frozen=True)
class Example:
    """One state of a template. `around` is the element that it must stand in, with {} in its place."""

    template: str
    state: str
    context: Mapping[str, Any]
    around: str = "{}"

    def draw(self, request: HttpRequest) -> SafeString:
        return format_html(self.around, mark_safe(render_to_string(self.template, dict(self.context), request)))  # noqa: S308


class Choice(forms.Form):
    """A field with every state that a choice has."""

    choice = forms.ChoiceField(label="Län", choices=[("", "alla"), ("12", "Skåne län"), ("1", LONG)], required=False)


def drawn(request: HttpRequest) -> list[tuple[str, list[tuple[str, SafeString]]]]:
    """Each template with its states and how they look, components before blocks."""
    groups = groupby(examples(), key=lambda example: example.template)
    return [(template, [(one.state, one.draw(request)) for one in states]) for template, states in groups]


def examples() -> list[Example]:
    """All of them, those of one template side by side."""
    return [*ways(), *summaries(), *controls(), *blocks(), *media()]


def piece(state: str, component: Piece, around: str = "{}") -> Example:
    return Example(component.template_name, state, component.get_context_data(), around)


def block(name: str, state: str, value: Any, **context: Any) -> Example:
    return Example(f"blocks/{name}.html", state, {"value": value, **context})


def ways() -> Iterator[Example]:
    """What leads from page to page."""
    short = [Crumb("Start", "/"), Crumb("Planer", "/planer/"), Crumb("Exempelköping")]
    yield piece("vanligt", Breadcrumbs(short))
    yield piece("lång text", Breadcrumbs([*short[:2], Crumb(LONG, "/planer/"), Crumb(LONG)], label="Lång väg"))
    yield Example("components/navigation.html", "vanligt", {})
    yield piece("första sidan", Pager(1, 3, label="Få sidor"))
    yield piece("mitt i många", Pager(50, 104, "q=barn", label="Många sidor"))
    yield piece("en enda sida: visas inte", Pager(1, 1))
    versions = [
        {"code": "sv", "name": "Svenska", "url": "/", "current": True},
        {"code": "en", "name": "English", "url": "/en/"},
        {"code": "yi", "name": "ייִדיש", "url": "/yi/"},
    ]
    yield Example("components/languages.html", "den första vald", {"versions": versions})
    yield Example("components/ways_on.html", "vanligt", {})


def summaries() -> Iterator[Example]:
    """What sums something up."""
    for code, label, sign in (
        ("gallande", "Gällande", "full"),
        ("remiss", "På remiss", "half"),
        ("moved", "Flyttad", "ring"),
        ("cancelled", "Inställd", "dash"),
    ):
        yield piece(f"tecknet {sign}", StatusChip(code, label, sign))
    chip = StatusChip("gallande", "Gällande", "full", note="går ut snart")
    yield piece("med tillägg", chip)
    yield piece("stor", StatusChip("gallande", "Gällande", "full", large=True))
    yield piece("vanligt", Facts([Fact("Gäller", "2025–2028"), Fact("Antagen", "20 november 2024", "§ 181")]))
    yield piece("lång text", Facts([Fact("Titel", LONG, WORDS)]))
    yield piece("andel", Figure(204, "kommuner har en plan i kraft", of=290, url="/planer/", link="Vilka?"))
    yield piece("utan bas", Figure(1_204, LONG, note="Räknat i dag."))
    yield piece("tomt", Figure(0, "planer har samlats in", of=290))
    yield piece("vanligt", Card("Biblioteksplan 2025–2028", "/planer/", kicker="Exempelköping", text=WORDS))
    yield piece("lång text, inget mer", Card(LONG, "/planer/"))
    rows = '<ul class="rows">{}</ul>'
    yield piece("vanligt", Row("Exempelköping", "/planer/", text="2025–2028", aside=chip), rows)
    yield piece("lång text", Row(LONG, "/planer/", text=WORDS, aside=chip), rows)
    yield piece("bara titel", Row("Exempelköping", "/planer/"), rows)
    adopted = Moment(date(2024, 11, 20), "Antagen", "kommunfullmäktige", "§ 181", "/planer/", "Protokoll", main=True)
    yield piece("vanligt", Timeline([adopted, Moment(date(2024, 3, 1), "Samråd")]))
    yield piece("lång text", Timeline([Moment(date(2024, 3, 1), LONG, LONG, WORDS)]))


def controls() -> Iterator[Example]:
    """What a reader fills in."""
    yield piece("tomt", SearchBox("/sok/", "Sök, tomt", placeholder="till exempel: läsning", id="tomt"))
    yield piece("ifyllt", SearchBox("/sok/", "Sök, ifyllt", value=LONG, id="ifyllt"))
    yield piece("litet", SearchBox("/sok/", "Sök, litet", small=True, id="litet"))
    for state, data in (
        ("tomt", {}),
        ("vald", {"choice": "12"}),
        ("lång text", {"choice": "1"}),
        ("fel", {"choice": "x"}),
    ):
        yield select(state, data)


def select(state: str, data: dict[str, str]) -> Example:
    """A choice with its label, and its message when the value is wrong."""
    field = Choice(data, auto_id=f"{state.replace(' ', '-')}-%s")["choice"]
    errors = (
        format_html('<p class="field__error" id="{}_error">{}</p>', field.auto_id, field.errors[0])
        if field.errors
        else ""
    )
    around = f'<div class="field">{field.label_tag()}{{}}{errors}</div>'
    return Example("components/select.html", state, {"field": field}, around)


def blocks() -> Iterator[Example]:
    """What texts are written in."""
    for level in (2, 3, 4):
        yield block("heading", f"nivå {level}", {"level": level, "text": f"Rubrik på nivå {level}"})
    text = (
        f"<p>{WORDS} <b>Viktigt</b> och <a href='/planer/'>en länk</a>.</p><ul><li>Punkt</li></ul><ol><li>Ett</li></ol>"
    )
    yield block("text", "vanligt", text)
    figure = {"number": "4,6", "unit": "besök", "what": "Besök per invånare", "year": 2025, "source": "Påhittad"}
    yield block("key_figure", "vanligt", figure)
    yield block("key_figure", "lång text, länkad källa", {**figure, "what": LONG, "source_url": "https://kb.example/"})
    yield table("med radrubriker", True, "4,6")
    yield table("utan radrubriker, lång text", False, LONG)
    question = {"question": "Vem beslutar?", "answer": f"<p>{WORDS}</p>"}
    yield block("question", "vanligt", question)
    yield block("question", "lång text", {**question, "question": LONG})
    yield block("call_to_action", "vanligt", {"text": "Se alla planer", "url": "https://kb.example/"})
    yield block("call_to_action", "lång text", {"text": LONG[:80], "url": "https://kb.example/"})
    content = [{"type": "text", "value": f"<p>{WORDS}</p>"}, {"type": "question", "value": question}]
    stream = ContentBlock().to_python(content)
    yield Example("blocks/content.html", "två block", stream.stream_block.get_context(stream))
    yield from quotes()


def table(state: str, row_headings: bool, cell: str) -> Example:
    columns = [{"type": "text", "heading": "Bibliotek"}, {"type": "number", "heading": "Besök"}]
    rows = [{"values": ["Huvudbiblioteket", cell]}, {"values": ["Filialen", ""]}]
    value = {"table": {"columns": columns, "rows": rows, "caption": f"Tabell {state}"}, "row_headings": row_headings}
    return block("table", state, TableBlock().to_python(value))


def quotes() -> Iterator[Example]:
    plan = SimpleNamespace(title="Biblioteksplan 2025–2028", is_example=True, get_absolute_url="/planer/")
    quote = {
        "shown": True,
        "words": WORDS,
        "url": "/planer/",
        "owner": "Exempelköpings kommun",
        "plan": plan,
        "place": "s. 2",
        "adopted": date(2024, 11, 20),
    }
    yield Example("blocks/plan_quote.html", "vanligt", quote)
    yield Example("blocks/plan_quote.html", "nyare upplaga finns", {**quote, "followed": True})
    yield Example("blocks/plan_quote.html", "kan inte visas", {"shown": False})


def picture(alt: str) -> Image:
    """The library's sample as an editor would have chosen it, with its alternative text; none where it decorates."""
    image = sample_image()
    image.contextual_alt_text = alt
    return image


def media() -> Iterator[Example]:
    """Pictures, films and files."""
    yield block("picture", "med text", {"image": picture("En hylla med böcker"), "caption": WORDS, "credit": "KB"})
    yield block("picture", "smyckar bara", {"image": picture("")})
    document = Document(pk=0, title="Rapport", file="rapport.pdf", file_size=1_234_567)
    yield block("file", "tillgänglig", {"file": document, "accessible": "ja", "pages": 24})
    yield block("file", "inte tillgänglig, lång text", file_value(document))
    around = '<figure class="film">{}</figure>'
    yield piece("egen film", Film("Samtal om planer", "/media/film.mp4", "video/mp4", minutes=12), around)
    yield piece("film hos någon annan", Film(LONG, ELSEWHERE, minutes=12), around)
    value = {"title": "Samtal om planer", "url": ELSEWHERE, "length": 12, "transcript": f"<p>{WORDS}</p>"}
    film = FilmBlock().to_python(value)
    yield Example("blocks/film.html", "med utskrift", film.block.get_context(film))


def file_value(document: Document) -> dict[str, Any]:
    return {"file": document, "title": LONG, "accessible": "nej", "instead": "Fråga oss om texten."}
