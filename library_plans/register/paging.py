"""A page of a list and the size of the whole list in one query, where Django's paginator asks twice."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet, Window


def page_with_total(rows: QuerySet[Any], number: int, per_page: int) -> tuple[list[Any], int]:
    """The rows of a page, counted from 1, and how many there are on all pages; nothing and 0 after the last page."""
    first = (number - 1) * per_page
    found = list(rows.annotate(total=Window(Count("*")))[first : first + per_page])
    return found, found[0].total if found else 0
