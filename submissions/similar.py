"""Proposals and experiences like the one that somebody is writing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from content.pages import BasePage
from search.forms import LONGEST, SearchForm
from search.results import SearchResults
from search.sources import all_sources
from search.types import EngineUnavailable

SOURCE = "erfarenheter"
SHOWN = 5
WORD = re.compile(r"\w+")


def similar_pages(text: str, user: Any) -> Sequence[BasePage]:
    """The published ones that a user may see and that have most of the words, at most five; none without the search."""
    words = " ".join(word.lower() for word in WORD.findall(text))[:LONGEST]
    form = SearchForm(QueryDict(urlencode({"q": words, "source": SOURCE})), all_sources(), timezone.localdate(), user)
    if not words or not form.is_valid():
        return []
    try:
        results = SearchResults(form, limit=SHOWN)
        return [card.facts.page for card in results.cards]
    except EngineUnavailable:
        return []
