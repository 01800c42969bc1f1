"""What helps when nothing, or next to nothing, was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from search.language import analyse
from search.results import Answer
from search.search_url import Address

NEIGHBOURS = 3
SHORTEST = 4  # letters of a word whose spelling is questioned


@dataclass(frozen=True, slots=True)
class Way:
    """A change of the search, with how many pages it would give; 0 where that is not known."""

    label: str
    url: str
    pages: int = 0


def ways_on(answer: Answer) -> list[Way]:
    """Changes that would find more."""
    return [*_wider(answer), *(() if answer.result.pages else spellings(answer))]


def _wider(answer: Answer) -> Iterator[Way]:
    for label, address in _changes(answer):
        form = answer.form.with_address(address)
        if not form.is_valid():
            continue
        changed = Answer(form)
        pages = changed.engine.count(form.to_query(changed.reading, facets=()))[0]
        if pages > answer.result.pages:
            yield Way(label, f"?{address}", pages)


def _changes(answer: Answer) -> Iterator[tuple[str, Address]]:
    form = answer.form
    labels = {one.name: one.label for one in form.filters}
    narrowing = [pair for pair in form.address.pairs if pair[0] in labels]
    for name, value in narrowing:
        shown = f"{labels[name]}: {form.value_label(name, value)}"
        yield gettext("without the filter “%(filter)s”") % {"filter": shown}, form.address.dropping(name, value)
    if len(narrowing) > 1:
        yield gettext("without any filter"), form.address.leaving(*labels)
    if not answer.result.pages and form.everywhere not in form.address.values("scope"):
        yield gettext("in all generations, older plans too"), form.address.setting("scope", form.everywhere)
    if form.exact:
        yield gettext("with other forms and related words"), form.address.leaving("exakt")
    if form.without:
        yield gettext("with everything that was switched off"), form.address.leaving("utan")


def spellings(answer: Answer) -> list[Way]:
    """The query with one unknown word replaced by a word of the index that is spelled almost so."""
    vocabulary = answer.engine.words()
    text = answer.form.cleaned_data["q"]
    found: list[Way] = []
    for token in analyse(text):
        if not token.exact.isalpha() or len(token.exact) < SHORTEST or vocabulary.frequency(token.exact):
            continue
        near: Sequence[tuple[str, int]] = vocabulary.near(token.exact, 2)
        for word, _count in near[:NEIGHBOURS]:
            better = f"{text[: token.start]}{word}{text[token.end :]}"
            found.append(Way(better, f"?{answer.form.address.setting('q', better)}"))
    return found
