"""Eight writing styles: how the sentences of a theme become headings, paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from demo.theme_writer import ThemeWriter
from demo.types import DraftBlock
from extraction.types import PassageKind


@dataclass(frozen=True, slots=True)
class WritingStyle:
    subjects: tuple[str, ...]
    modals: tuple[str, ...]
    section: Callable[[ThemeWriter], Iterator[DraftBlock]]
    numbered: bool = False


def heading(level: int, text: str) -> DraftBlock:
    return DraftBlock(PassageKind.HEADING, text, level=level)


def paragraph(*sentences: str, language: str = "sv") -> Iterator[DraftBlock]:
    """One paragraph of the sentences, or nothing when there are none."""
    text = " ".join(sentence for sentence in sentences if sentence)
    if text:
        yield DraftBlock(PassageKind.PARAGRAPH, text, language=language)


def bullets(items: list[str]) -> Iterator[DraftBlock]:
    if items:
        yield DraftBlock(PassageKind.LIST, items=tuple(items))


def local(theme: ThemeWriter) -> Iterator[DraftBlock]:
    for text in theme.local:
        yield from paragraph(text)


def short(theme: ThemeWriter) -> Iterator[DraftBlock]:
    """Short paragraphs, then what will be done as a list."""
    yield heading(2, theme.heading)
    yield from paragraph(*theme.pick("varför", 1), *theme.pick("nu", 1))
    yield from local(theme)
    measures = theme.pick("gör", theme.amount + 2)
    if measures:
        yield from paragraph(
            theme.render("{Vi ska|Biblioteken ska|Under perioden ska vi|Det här ska vi göra}:", "lista")
        )
        yield from bullets(measures)
    yield from paragraph(theme.indicators(1))


def formal(theme: ThemeWriter) -> Iterator[DraftBlock]:
    """Numbered sections with the ground in law, goals and follow-up apart."""
    yield heading(1, theme.heading)
    yield from paragraph(*theme.pick("varför", 2))
    yield from paragraph(*theme.pick("varför", 4)[2:], theme.law())
    yield from paragraph(*theme.pick("nu", theme.amount))
    yield from local(theme)
    if theme.has("gör"):
        yield heading(2, theme.render("{Mål och åtgärder|Inriktning och åtgärder|Åtaganden}", "rubrik2"))
        yield from paragraph(theme.goals(2))
        yield from paragraph(theme.measures(theme.amount + 1))
        yield from paragraph(theme.indicators(2), theme.responsible())


def narrative(theme: ThemeWriter) -> Iterator[DraftBlock]:
    """Running text without lists; the goal is woven in."""
    yield heading(2, theme.heading)
    yield from paragraph(*theme.pick("varför", 2), *theme.pick("nu", 1))
    yield from local(theme)
    yield from paragraph(*theme.pick("nu", 3)[1:], theme.goals(1), theme.measures(theme.amount))
    yield from paragraph(*theme.pick("varför", 3)[2:], theme.measures(theme.amount * 2, skip=theme.amount))


def tabular(theme: ThemeWriter) -> Iterator[DraftBlock]:
    """A short background, then goals, measures, responsibility and indicators in a table."""
    yield heading(1, theme.heading)
    yield from paragraph(*theme.pick("varför", theme.amount))
    yield from paragraph(*theme.pick("nu", 2))
    yield from local(theme)
    yield from theme.table(("Mål", "Åtgärd", "Ansvar", "Indikator"), theme.amount + 1)


def rural(theme: ThemeWriter) -> Iterator[DraftBlock]:
    """A small municipality: few words, close to the place."""
    yield heading(2, theme.heading)
    yield from paragraph(*theme.pick("nu", 2), *theme.pick("mål", 1, ending="."))
    yield from local(theme)
    yield from bullets(theme.pick("gör", theme.amount + 1))
    yield from paragraph(*theme.pick("varför", 1), theme.responsible())


def city(theme: ThemeWriter) -> Iterator[DraftBlock]:
    """Strategic directions with an image of the goal, measures and a list of indicators."""
    yield heading(1, theme.heading)
    yield from paragraph(*theme.pick("varför", 3))
    yield from paragraph(*theme.pick("nu", 2))
    yield from local(theme)
    if not theme.has("gör"):
        return
    yield heading(2, theme.render("{Målbild|Hit vill vi|Vårt mål}", "målbild"))
    yield from paragraph(theme.goals(2))
    yield heading(2, theme.render("{Det här gör vi|Prioriterade insatser|Så gör vi}", "insatser"))
    yield from bullets(theme.pick("gör", theme.amount + 3))
    yield heading(2, theme.render("{Så följer vi upp|Uppföljning|Så vet vi att vi är på väg}", "mått"))
    yield from bullets(theme.pick("mät", 2))


def regional(theme: ThemeWriter) -> Iterator[DraftBlock]:
    """A region supports, it does not steer: goals as a list, undertakings as text."""
    yield heading(1, theme.heading)
    yield from paragraph(*theme.pick("varför", 2))
    yield from local(theme)
    yield from paragraph(*theme.pick("varför", 4)[2:], *theme.pick("nu", 2))
    yield heading(2, theme.render("{Mål|Målsättning|Regionens mål}", "mål2"))
    yield from bullets(theme.pick("mål", 3, ending="."))
    yield heading(2, theme.render("{Insatser|Regionens insatser|Utvecklingsinsatser}", "insatser2"))
    yield from paragraph(theme.measures(theme.amount + 2))
    yield from paragraph(theme.indicators(2), theme.responsible())


def school(theme: ThemeWriter) -> Iterator[DraftBlock]:
    """The school's order: purpose, present state, what each one does."""
    yield heading(1, theme.heading)
    yield from paragraph(*theme.pick("varför", 2), theme.law())
    yield heading(2, theme.render("{Nuläge|Så ser det ut i dag|Utgångsläge}", "nuläge"))
    yield from paragraph(*theme.pick("nu", 2))
    yield from local(theme)
    yield heading(2, theme.render("{Mål och aktiviteter|Det här ska vi uppnå|Utvecklingsområden}", "mål3"))
    yield from theme.table(("Mål", "Aktivitet", "Ansvarig", "Uppföljning"), 2)
    yield from bullets(theme.pick("gör", 5)[2:])


WRITING_STYLES = {
    "punkt": WritingStyle(("vi", "biblioteken"), ("ska",), short),
    "formell": WritingStyle(("biblioteket", "folkbiblioteket"), ("ska", "bör"), formal, numbered=True),
    "berattande": WritingStyle(("biblioteken", "vi"), ("ska", "vill"), narrative),
    "tabell": WritingStyle(("biblioteket", "biblioteken"), ("ska",), tabular, numbered=True),
    "landsbygd": WritingStyle(("biblioteket", "vi"), ("ska",), rural),
    "storstad": WritingStyle(("biblioteken", "folkbiblioteken"), ("ska", "vill"), city),
    "region": WritingStyle(
        ("regionen", "den regionala biblioteksverksamheten"), ("ska", "vill"), regional, numbered=True
    ),
    "skola": WritingStyle(("skolbiblioteken", "huvudmannen"), ("ska",), school),
}
