"""The text of a page of a plan, for editors who refer to it."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from library_plans.citations.references import citable, fault, page_texts

LARGEST = 2**31 - 1  # a page's number in the database


class PlaceForm(forms.Form):
    """Which page."""

    edition = forms.IntegerField(min_value=1, max_value=LARGEST)
    page = forms.IntegerField(min_value=1, max_value=LARGEST)


@require_safe
def page_text(request: HttpRequest) -> JsonResponse:
    """`{"texts": [a passage, …]}`; 400 with `{"error": a sentence}` where there is no such page to be shown."""
    form = PlaceForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"error": _("Choose an edition and say which page.")}, status=400)
    edition = citable().filter(pk=form.cleaned_data["edition"]).first()
    if edition is None:
        return JsonResponse({"error": _("There is no such edition.")}, status=400)
    wrong = fault(edition, form.cleaned_data["page"])
    if wrong:
        return JsonResponse({"error": next(iter(wrong.values()))}, status=400)
    return JsonResponse({"texts": page_texts(edition, form.cleaned_data["page"])})
