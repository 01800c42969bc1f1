"""The register: every municipality and region in one table, with its filters and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from content.components import Breadcrumbs, Crumb
from delivery.csv_export import csv_response
from delivery.page_cache import cacheable
from library_plans.choices import OwnerRole
from library_plans.register.coverage import COLUMNS, Line, by_county, coverage
from library_plans.register.filters import FILTERS, Order, RegisterForm
from library_plans.register.presentation import chip
from library_plans.rules import body_of


@require_safe
@cacheable
def register(request: HttpRequest) -> HttpResponseBase:
    """The table, or all its rows as CSV with `format=csv`; a value that does not exist gives 400 and says which."""
    form = RegisterForm(request.GET)
    valid = form.is_valid()
    everyone = coverage(timezone.localdate())
    found = form.apply(everyone) if valid else []
    if valid and request.GET.get("format") == "csv":
        site = request.build_absolute_uri("/").rstrip("/")
        return csv_response("biblioteksplaner.csv", COLUMNS, (line.row(site) for line in found))
    grouped = not valid or form.order == Order.KB
    context = {
        "form": form,
        "breadcrumbs": Breadcrumbs([Crumb(_("Start"), "/"), Crumb(_("Plans"))]),
        "filters_title": filters_title(form),
        "summary": summary(everyone),
        "chosen": not valid or form.chosen,
        "total": len(found),
        "count_text": count_text(found),
        "denominator": denominator(everyone) if not valid or form.chosen else "",
        "csv_url": csv_url(request.GET),
        "grouped": grouped,
        "groups": [(title, [table_row(line) for line in lines]) for title, lines in groups(found, grouped)],
    }
    return render(request, "library_plans/register.html", context, status=200 if valid else 400)


def filters_title(form: RegisterForm) -> str:
    """What the fold says where the filters are folded: how many of them are chosen."""
    chosen = sum(bool(form.cleaned_data.get(name)) for name in FILTERS)
    if not chosen:
        return _("Filter")
    return ngettext("Filter, %(count)s chosen", "Filter, %(count)s chosen", chosen) % {"count": chosen}


def groups(lines: Sequence[Line], grouped: bool) -> list[tuple[str, list[Line]]]:
    if grouped:
        return list(by_county(lines))
    return [("", list(lines))] if lines else []


def in_role(lines: Sequence[Line], role: str) -> list[Line]:
    return [line for line in lines if line.role == role]


def summary(lines: Sequence[Line]) -> str:
    """How many have a plan in force, with the base of each count."""
    counts: dict[str, Any] = {}
    for name, role in (("m", OwnerRole.MUNICIPALITY), ("r", OwnerRole.REGION)):
        own = in_role(lines, role)
        counts |= {name: sum(line.state.in_force for line in own), f"{name}_all": len(own)}
    return (
        _("%(m)s of %(m_all)s municipalities and %(r)s of %(r_all)s regions have a plan in force that is known here.")
        % counts
    )


def count_text(lines: Sequence[Line]) -> str:
    municipalities, regions = len(in_role(lines, OwnerRole.MUNICIPALITY)), len(in_role(lines, OwnerRole.REGION))
    return ", ".join(
        [
            ngettext("%(count)s municipality", "%(count)s municipalities", municipalities) % {"count": municipalities},
            ngettext("%(count)s region", "%(count)s regions", regions) % {"count": regions},
        ]
    )


def denominator(lines: Sequence[Line]) -> str:
    """What the count is out of; Gotland is one body with two lines."""
    return _("of %(m)s municipalities and %(r)s regions. Gotland is both, and stands as both.") % {
        "m": len(in_role(lines, OwnerRole.MUNICIPALITY)),
        "r": len(in_role(lines, OwnerRole.REGION)),
    }


def csv_url(data: QueryDict) -> str:
    kept = [(name, value) for name in RegisterForm.base_fields for value in data.getlist(name) if value]
    return f"?{urlencode([*kept, ('format', 'csv')])}"


def table_row(line: Line) -> dict[str, Any]:
    decision = line.decision
    both = len(line.owner_plans.roles) > 1
    return {
        "name": f"{line.organisation.display_name} ({line.role.label})" if both else line.organisation.display_name,
        "url": line.owner_plans.url,
        "chip": chip(line.state),
        "plan_title": line.plan.title if line.plan else "",
        "plan_url": line.plan.get_absolute_url() if line.plan else "",
        "period": line.period,
        "adopted": decision.decided_on if decision else None,
        "decided_by": body_of(decision) if decision else "",
        "county": line.organisation.county_name,
    }
