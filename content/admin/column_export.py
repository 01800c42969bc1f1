"""Exports of the admin's lists: what a list shows, column by column, of all its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.timezone import is_aware, localtime
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn

BATCH = 500  # rows that are in memory at once


class ColumnExportMixin:
    """Gives a list CSV and XLSX with its own columns. Days and numbers stay what they are; times are local."""

    columns: Any
    is_export: bool
    get_queryset: Any

    @cached_property
    def list_export(self) -> list[str]:
        return list(self.exported_columns)

    @cached_property
    def exported_columns(self) -> dict[str, BaseColumn]:
        """The columns with a value and a heading, by name."""
        with_value = (Column, PageTitleColumn, PageStatusColumn)
        return {column.name: column for column in self.columns if isinstance(column, with_value) and column.label}

    def decorate(self, rows: list[Any]) -> list[Any]:
        """Add to the rows of a page or a batch what costs a query for all of them."""
        return rows

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An export, before the page around a list is made: that would fetch all rows at once."""
        if self.is_export:
            rows = getattr(self, "get_filtered_queryset", self.get_queryset)()  # a report filters apart
            return self.as_spreadsheet(rows, request.GET["export"])
        response: HttpResponseBase = super().get(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator, page, rows, has_others = super().paginate_queryset(queryset, page_size)  # type: ignore[misc]
        return paginator, page, self.decorate(list(rows)), has_others

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponseBase:
        response: HttpResponseBase = super().as_spreadsheet(self.batched(queryset), spreadsheet_format)  # type: ignore[misc]
        return response

    def batched(self, queryset: Any) -> Iterator[Any]:
        is_queryset = isinstance(queryset, QuerySet)
        rows: Iterable[Any] = queryset.iterator(chunk_size=BATCH) if is_queryset else queryset
        rows = iter(rows)
        while batch := list(islice(rows, BATCH)):
            yield from self.decorate(batch)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {name: exported_value(column, item) for name, column in self.exported_columns.items()}

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(self.exported_columns[field].label)


def exported_value(column: BaseColumn, item: Any) -> Any:
    if isinstance(column, Column):
        value = column.get_value(item)
    else:
        value = item.title if isinstance(column, PageTitleColumn) else item.status_string
    if isinstance(value, datetime) and is_aware(value):
        return localtime(value).replace(tzinfo=None, microsecond=0)
    return "" if value is None else value
