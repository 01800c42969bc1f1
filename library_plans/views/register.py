"""The register: every municipality and region in one table, with filters, and as CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from content.components import Breadcrumb, Breadcrumbs, StatusChip
from delivery.csv_export import csv_response
from delivery.page_cache import cacheable
from library_plans.choices import OwnerRole
from library_plans.models import OwnerStatusPeriod
from library_plans.register.coverage import (
    CSV_COLUMNS,
    CoverageRow,
    OwnerCount,
    count_owners,
    coverage_rows,
    group_by_county,
    iter_coverage_rows,
    owner_periods_on,
)
from library_plans.register.filters import FILTER_NAMES, RegisterForm, RegisterOrder
from library_plans.register.presentation import status_chip
from library_plans.rules import body_phrase


@require_safe
@cacheable
def register(request: HttpRequest) -> HttpResponseBase:
    """The table, or all its rows as CSV with `format=csv`; a value that does not exist gives 400 and says which."""
    form = RegisterForm(request.GET)
    valid, on = form.is_valid(), timezone.localdate()
    periods = form.apply(owner_periods_on(on), on) if valid else OwnerStatusPeriod.objects.none()
    if valid and request.GET.get("format") == "csv":
        site = request.build_absolute_uri("/").rstrip("/")
        return csv_response(
            "biblioteksplaner.csv", CSV_COLUMNS, (row.csv_cells(site) for row in iter_coverage_rows(periods, on))
        )
    found, counts = coverage_rows(periods, on), count_owners(on)
    grouped = not valid or form.order == RegisterOrder.KB
    chips = RenderedChips()
    context = {
        "form": form,
        "breadcrumbs": Breadcrumbs([Breadcrumb(_("Start"), "/"), Breadcrumb(_("Plans"))]),
        "filters_title": filters_title(form),
        "summary": summary_text(counts),
        "chosen": not valid or form.chosen,
        "total": len(found),
        "count_text": count_text(found),
        "denominator": denominator_text(counts) if not valid or form.chosen else "",
        "csv_url": csv_url(request.GET),
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


def summary_text(counts: Mapping[str, OwnerCount]) -> str:
    """How many have a plan in force, with the base of each count."""
    municipalities, regions = counts[OwnerRole.MUNICIPALITY], counts[OwnerRole.REGION]
    return _(
        "%(m)s of %(m_all)s municipalities and %(r)s of %(r_all)s regions have a plan in force that is known here."
    ) % {
        "m": municipalities.in_force,
        "m_all": municipalities.owners,
        "r": regions.in_force,
        "r_all": regions.owners,
    }


def count_text(rows: Sequence[CoverageRow]) -> str:
    regions = sum(row.role == OwnerRole.REGION for row in rows)
    municipalities = len(rows) - regions
    return ", ".join(
        [
            ngettext("%(count)s municipality", "%(count)s municipalities", municipalities) % {"count": municipalities},
            ngettext("%(count)s region", "%(count)s regions", regions) % {"count": regions},
        ]
    )


def denominator_text(counts: Mapping[str, OwnerCount]) -> str:
    """What the count is out of; Gotland is one body with two rows."""
    return _("of %(m)s municipalities and %(r)s regions. Gotland is both, and stands as both.") % {
        "m": counts[OwnerRole.MUNICIPALITY].owners,
        "r": counts[OwnerRole.REGION].owners,
    }


def csv_url(data: QueryDict) -> str:
    kept = [(name, value) for name in RegisterForm.base_fields for value in data.getlist(name) if value]
    return f"?{urlencode([*kept, ('format', 'csv')])}"


class RenderedChips(dict[StatusChip, SafeString]):
    """Each chip drawn once: a few dozen look alike in hundreds of rows."""

    def __missing__(self, chip: StatusChip) -> SafeString:
        self[chip] = chip.render_html()
        return self[chip]


def table_row(row: CoverageRow, chips: RenderedChips) -> dict[str, Any]:
    decision = row.adoption
    both = row.organisation.is_municipality and row.organisation.region_code
    return {
        "name": f"{row.organisation.display_name} ({row.role.label})" if both else row.organisation.display_name,
        "url": row.url,
        "chip": chips[status_chip(row.status)],
        "plan_title": row.plan.title if row.plan else "",
        "plan_url": row.plan_url,
        "period": row.period,
        "adopted": decision.decided_on.isoformat() if decision else "",
        "decided_by": body_phrase(decision) if decision else "",
        "county": row.organisation.county_name,
    }
