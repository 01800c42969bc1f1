"""The register: every municipality and region in one table, with filters, and as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from content.components import Breadcrumb, Breadcrumbs, StatusChip
from content.listings import chosen_filters
from delivery.csv_export import EXCEL, csv_response
from delivery.page_cache import cacheable
from delivery.xlsx_export import xlsx_response
from library_plans.models import OwnerStatusPeriod
from library_plans.register.counts import RegisterCounts, found_text, register_counts, summary_text
from library_plans.register.coverage import CoverageRow, coverage_rows, group_by_county, owner_periods_on
from library_plans.register.export import COLUMNS, export_rows
from library_plans.register.filters import FILTER_NAMES, RegisterForm, RegisterOrder
from library_plans.register.presentation import status_chip
from library_plans.rules import body_phrase

FILE = "biblioteksplaner"
Rows = Iterable[Sequence[Any]]
FORMATS: Mapping[str, Callable[[Rows], FileResponse]] = {
    "csv": lambda rows: csv_response(f"{FILE}.csv", list(COLUMNS), rows),
    "csv-excel": lambda rows: csv_response(f"{FILE}-excel.csv", list(COLUMNS), rows, EXCEL),
    "xlsx": lambda rows: xlsx_response(f"{FILE}.xlsx", _("Plans"), list(COLUMNS), rows, list(COLUMNS.values())),
}
FORMAT_LABELS = {
    "csv": gettext_lazy("CSV"),
    "csv-excel": gettext_lazy("CSV for Excel"),
    "xlsx": gettext_lazy("Excel (XLSX)"),
}


@require_safe
@cacheable
def register(request: HttpRequest) -> HttpResponseBase:
    """The table, or all its rows as a file with `format=`; a value that does not exist gives 400 and says which."""
    form = RegisterForm(request.GET)
    valid, on = form.is_valid(), timezone.localdate()
    periods = form.apply(owner_periods_on(on), on) if valid else OwnerStatusPeriod.objects.none()
    if valid and (write := FORMATS.get(request.GET.get("format", ""))):
        return write(export_rows(periods, on, request.build_absolute_uri("/").rstrip("/")))
    found, counts = coverage_rows(periods, on), register_counts(on, form.county)
    count_text, count_parts = count_texts(form, found, counts)
    grouped = not valid or form.order == RegisterOrder.KB
    chips = RenderedChips()
    context = {
        "form": form,
        "breadcrumbs": Breadcrumbs([Breadcrumb(_("Start"), "/"), Breadcrumb(_("Plans"))]),
        "filters_title": filters_title(form),
        "county": county_name(form),
        "summary": summary_text(counts),
        "chosen": not valid or form.chosen,
        "chosen_filters": chosen_filters(form),
        "total": len(found),
        "count_text": count_text,
        "count_parts": count_parts,
        "downloads": [(label, download_url(request.GET, name)) for name, label in FORMAT_LABELS.items()],
        "folded": valid and form.named is not None and form.named.folded,
        "grouped": grouped,
        "groups": [(title, [table_row(row, chips) for row in rows]) for title, rows in group_rows(found, grouped)],
    }
    return render(request, "library_plans/register.html", context, status=200 if valid else 400)


def filters_title(form: RegisterForm) -> str:
    """What the fold says where the filters are folded: how many of them are chosen."""
    chosen = sum(bool(form.cleaned_data.get(name)) for name in FILTER_NAMES)
    if not chosen:
        return _("Filter")
    return ngettext("Filter, %(count)s chosen", "Filter, %(count)s chosen", chosen) % {"count": chosen}


def group_rows(rows: Sequence[CoverageRow], grouped: bool) -> list[tuple[str, list[CoverageRow]]]:
    if grouped:
        return list(group_by_county(rows))
    return [("", list(rows))] if rows else []


def count_texts(form: RegisterForm, rows: Sequence[CoverageRow], counts: RegisterCounts) -> tuple[str, str]:
    found: dict[str, set[int]] = {role: set() for role in form.roles}
    for row in rows:
        found[row.role].add(row.organisation.id)
    return found_text(found, counts)


def county_name(form: RegisterForm) -> str:
    return dict(form.fields["lan"].choices)[form.county] if form.county else ""  # type: ignore[attr-defined]


def download_url(data: QueryDict, name: str) -> str:
    kept = [(field, value) for field in RegisterForm.base_fields for value in data.getlist(field) if value]
    return f"?{urlencode([*kept, ('format', name)])}"


class RenderedChips(dict[StatusChip, SafeString]):
    """Each chip drawn once: a few dozen look alike in hundreds of rows."""

    def __missing__(self, chip: StatusChip) -> SafeString:
        self[chip] = chip.render_html()
        return self[chip]


def table_row(row: CoverageRow, chips: RenderedChips) -> dict[str, Any]:
    decision = row.adoption
    return {
        "name": row.name,
        "url": row.url,
        "chip": chips[status_chip(row.status)],
        "is_current": row.is_current,
        "plan_title": row.plan.title if row.plan else "",
        "plan_url": row.plan_url,
        "first_day": row.first_day,
        "last_day": row.last_day,
        "successor": row.successor,
        "adopted": decision.decided_on.isoformat() if decision else "",
        "decided_by": body_phrase(decision) if decision else "",
        "county": row.organisation.county_name,
    }
