"""The admin's list of municipalities and regions by when they were last checked, to mark some as checked today."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from library_plans.admin.filters import counties
from library_plans.models import OwnerCheck
from organisations.models import Organisation


def owners_by_check() -> QuerySet[Organisation]:
    """Municipalities and regions with `checked_on` and `checked_by`, those never checked first, then the oldest."""
    latest = OwnerCheck.objects.filter(organisation=OuterRef("pk"))
    owners: QuerySet[Organisation] = Organisation.objects.filter(Q(is_municipality=True) | Q(region_code__isnull=False))
    return owners.annotate(
        checked_on=Subquery(latest.values("checked_on")[:1]),
        checked_by=Subquery(latest.values("checked_by__email")[:1]),
    ).order_by(F("checked_on").asc(nulls_first=True), "county_code", "sort_key")


class CheckForm(forms.Form):
    """The owners that are marked as checked today."""

    owner = forms.ModelMultipleChoiceField(Organisation.objects.all())


def owner_checks(request: HttpRequest) -> HttpResponse:
    """The list, all of it or of a county (`lan=`); posted, the marked ones are checked today by the user."""
    if not request.user.has_perm("library_plans.change_plan"):
        raise PermissionDenied
    county = request.GET.get("lan", "")
    if request.method == "POST":
        form = CheckForm(request.POST)
        marked = list(form.cleaned_data["owner"]) if form.is_valid() else []
        today, user = timezone.localdate(), request.user
        assert user.is_authenticated  # who has a permission is
        OwnerCheck.objects.bulk_create(
            OwnerCheck(organisation=one, checked_on=today, checked_by=user) for one in marked
        )
        text = ngettext("%(count)d is marked as checked today.", "%(count)d are marked as checked today.", len(marked))
        messages.success(request, text % {"count": len(marked)})
        return redirect(request.get_full_path())
    owners = owners_by_check()
    context = {
        "owners": owners.filter(county_code=county) if county else owners,
        "counties": counties(),
        "county": county,
        "page_title": _("Last checked"),
        "header_icon": "check",
    }
    return render(request, "library_plans/admin/owner_checks.html", context)
