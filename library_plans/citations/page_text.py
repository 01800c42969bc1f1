"""JSON view of the text of a page, for editors who refer to it."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from library_plans.citations.references import citable_editions, page_texts, reference_errors

MAX_NUMBER = 2**31 - 1  # a page's number in the database


class PageReferenceForm(forms.Form):
    """An edition and the number of a page."""

    edition = forms.IntegerField(min_value=1, max_value=MAX_NUMBER)
    page = forms.IntegerField(min_value=1, max_value=MAX_NUMBER)


@require_safe
def page_text(request: HttpRequest) -> JsonResponse:
    """`{"texts": [a passage, …]}`; 400 with `{"error": a sentence}` where there is no such page to be shown."""
    form = PageReferenceForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"error": _("Choose an edition and say which page.")}, status=400)
    edition = citable_editions().filter(pk=form.cleaned_data["edition"]).first()
    if edition is None:
        return JsonResponse({"error": _("There is no such edition.")}, status=400)
    errors = reference_errors(edition, form.cleaned_data["page"])
    if errors:
        return JsonResponse({"error": next(iter(errors.values()))}, status=400)
    return JsonResponse({"texts": page_texts(edition, form.cleaned_data["page"])})
