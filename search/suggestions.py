"""Autocomplete: completions of the word being typed, and links that the sources suggest."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from search.engines import get_searcher
from search.language import STOP_WORDS, plain
from search.sources import all_sources

WORDS = 6
LINKS = 4
SHORTEST = 2  # letters before anything is offered


def suggestions(text: str, user: Any) -> list[dict[str, str]]:
    """Suggestions with `text`, `kind` ("word" or the kind of the link), `note` and `url`; links first."""
    typed = text.strip()
    if len(typed) < SHORTEST:
        return []
    links = [
        {"text": link.title, "kind": link.kind, "note": link.text, "url": link.url}
        for source in all_sources()
        for link in source.suggest(typed, LINKS, user)
    ]
    return links[:LINKS] + [_word(words) for words in completions(text)]


def completions(text: str) -> list[str]:
    """The text with its last word completed from the words of the index, most frequent first."""
    before, _, last = text.rpartition(" ")
    beginning = plain(last)
    if len(beginning) < SHORTEST or not beginning.isalpha():
        return []
    found = get_searcher().vocabulary().with_prefix(beginning, WORDS * 2)
    words = [word for word, _count in found if word not in STOP_WORDS and word != beginning]
    return [f"{before} {word}".strip() for word in words[:WORDS]]


def _word(words: str) -> dict[str, str]:
    return {"text": words, "kind": "word", "note": "", "url": f"{reverse('search:results')}?{urlencode({'q': words})}"}
