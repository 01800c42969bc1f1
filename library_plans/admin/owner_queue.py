"""Gives collected plans without owner their owner, one after the other, with the text beside the form."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from library_plans.admin.owner_form import OwnerForm, save_if_without_owner
from library_plans.models import Edition, Passage, Plan
from library_plans.owner_suggestions import suggest_owners
from organisations.directory import organisation_directory

PERMISSION = "library_plans.change_plan"
READ_PAGES = 3  # of each file, to suggest an owner from
SHOWN_CHARACTERS = 3_000  # of the first page
BREADCRUMBS = [
    {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")},
    {"url": reverse_lazy("plans:queue"), "label": gettext_lazy("Without owner")},
    {"url": "", "label": gettext_lazy("Give files an owner")},
]


@dataclass(slots=True)
class FileText:
    """A file of a plan with the text of its first pages, from page 1."""

    edition: Edition
    pages: list[str] = field(default_factory=lambda: [""] * READ_PAGES)

    @property
    def beginning(self) -> str:
        return self.pages[0][:SHOWN_CHARACTERS]


def file_texts(plan: Plan) -> list[FileText]:
    """The files of a plan in order of collection: two queries."""
    files = {edition.pk: FileText(edition) for edition in plan.editions.order_by("number")}
    passages = Passage.objects.filter(edition__in=files, page_number__lte=READ_PAGES).order_by("edition", "position")
    for edition, page, text in passages.values_list("edition", "page_number", "text"):
        files[edition].pages[page - 1] += f"{text}\n\n"
    return list(files.values())


def next_without_owner(request: HttpRequest) -> HttpResponse:
    """Leads to the first plan without owner after the one in `efter`, or to the list when there is none."""
    require_permission(request)
    waiting = Plan.objects.without_owner().order_by("created_at", "pk")
    after = request.GET.get("efter", "")
    last = Plan.objects.filter(pk=after).first() if after.isdecimal() and len(after) < 10 else None
    later = Q(created_at__gt=last.created_at) | Q(created_at=last.created_at, pk__gt=last.pk) if last else Q()
    plan = waiting.filter(later).first()
    if plan:
        return redirect("plans:assign_owner", plan.pk)
    left = waiting.count()
    text = ngettext("That was the last one. %(n)d is left.", "That was the last one. %(n)d are left.", left)
    messages.info(request, text % {"n": left} if left else _("All files have an owner."))
    return redirect("plans:queue")


def assign_owner(request: HttpRequest, pk: int) -> HttpResponse:
    """The form beside the text; saves and leads to the next plan, also when the plan has got an owner meanwhile."""
    require_permission(request)
    following = f"{reverse('plans:next_without_owner')}?efter={pk}"
    plan = Plan.objects.without_owner().filter(pk=pk).first()
    if plan is None:
        messages.warning(request, _("That file has an owner already."))
        return redirect(following)
    files = file_texts(plan)
    names = " ".join(file.edition.original_name for file in files)
    pages = next((file.pages for file in files if any(file.pages)), [])
    suggestions = suggest_owners(f"{names} {plan.title}", pages, organisation_directory())
    form = OwnerForm(request.POST or None, instance=plan, suggestions=suggestions)
    if request.method == "POST" and form.is_valid():
        if save_if_without_owner(form):
            result = {"plan": form.instance.title, "owner": form.cleaned_data["organisation"]}
            messages.success(request, _("%(plan)s now belongs to %(owner)s.") % result)
        else:
            messages.warning(request, _("That file has an owner already."))
        return redirect(following)
    return render(
        request,
        "library_plans/admin/assign_owner.html",
        {
            "form": form,
            "plan": plan,
            "files": files,
            "suggestions": suggestions,
            "left": Plan.objects.without_owner().count(),
            "skip_url": following,
            "header_title": _("Give files an owner"),
            "header_icon": "folder-inverse",
            "breadcrumbs_items": BREADCRUMBS,
        },
    )


def require_permission(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
