"""The documents that were collected but have no text that can be searched."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.components import Breadcrumbs, Crumb, Row
from library_plans.models import Edition
from library_plans.register.edition_selectors import unreadable


@require_safe
def without_text(request: HttpRequest) -> HttpResponse:
    """Each with the reason, so that its owner can send a better file."""
    context = {
        "breadcrumbs": Breadcrumbs(
            [Crumb(_("Start"), "/"), Crumb(_("Plans"), reverse("library_plans:register")), Crumb(_("Without text"))]
        ),
        "rows": [edition_row(edition) for edition in unreadable()],
    }
    return render(request, "library_plans/unreadable.html", context)


def edition_row(edition: Edition) -> Row:
    owner = edition.plan.first_owner()
    title = f"{owner.organisation.name}: {edition.plan.title}" if owner else edition.plan.title
    text = edition.state_reason or edition.get_state_display().capitalize()
    return Row(title, f"{edition.plan.get_absolute_url()}{edition.number}/", text)
