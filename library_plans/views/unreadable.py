"""The editions without readable text, each with the reason."""

from math import ceil

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.components import Breadcrumb, Breadcrumbs, ListItem, Pager
from content.listings import FilterForm
from library_plans.models import Edition
from library_plans.register.edition_selectors import unreadable_editions
from library_plans.register.paging import page_with_total

PER_PAGE = 50


@require_safe
def unreadable(request: HttpRequest) -> HttpResponse:
    """Each with the reason, so that its owner can send a better file. A page that does not exist gives 404."""
    form = FilterForm(request.GET)
    if not form.is_valid():
        raise Http404
    number = form.cleaned_data["page"] or 1
    rows, total = page_with_total(unreadable_editions(), number, PER_PAGE)
    if number > 1 and not rows:
        raise Http404
    context = {
        "breadcrumbs": Breadcrumbs(
            [
                Breadcrumb(_("Start"), "/"),
                Breadcrumb(_("Plans"), reverse("library_plans:register")),
                Breadcrumb(_("Without text")),
            ]
        ),
        "rows": [edition_row(edition) for edition in rows],
        "pager": Pager(number, max(1, ceil(total / PER_PAGE))),
    }
    return render(request, "library_plans/unreadable.html", context)


def edition_row(edition: Edition) -> ListItem:
    owner = edition.plan.first_owner()
    title = f"{owner.organisation.name}: {edition.plan.title}" if owner else edition.plan.title
    text = edition.state_reason or edition.get_state_display().capitalize()
    return ListItem(title, f"{edition.plan.get_absolute_url()}{edition.number}/", text)
