"""Search in the admin for models that Wagtail does not index: every word must occur in one of some fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

Rows = TypeVar("Rows", bound=QuerySet[Any])

MAX_WORDS = 8  # each costs a subquery, and there are limits to what a database takes


def with_words(objects: Rows, query: str, fields: Sequence[str]) -> Rows:
    """The rows where each word of the query occurs in one of the fields, in any case; all rows without a word.

    Words beyond the first eight are not asked for.
    """
    for word in query.split()[:MAX_WORDS]:
        matching = objects.model._meta.base_manager.filter(word_condition(word, fields))
        objects = objects.filter(pk__in=matching.values("pk"))
    return objects


def word_condition(word: str, fields: Sequence[str]) -> Q:
    """That a word occurs in one of the fields. Tries several cases: SQLite folds ASCII alone."""
    condition = Q()
    for name in fields:
        for variant in {word, word.lower(), word.capitalize(), word.upper()}:
            condition |= Q(**{f"{name}__icontains": variant})
    return condition
