"""The answer to a method that a view does not take: Django's own has no text."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from delivery.api_router import is_of_api
from delivery.content_security_policy import ADMIN


class RefusedMethodMiddleware:
    """Puts a page, or JSON on the API, in the place of a refusal with status 405. The admin's scripts read its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.path_info.startswith(ADMIN):
            return response
        refusal = refused_method(request)
        refusal["Allow"] = response["Allow"]
        return refusal


def refused_method(request: HttpRequest) -> HttpResponse:
    if is_of_api(request):
        return JsonResponse({"detail": _("The method is not allowed; see Allow.")}, status=405)
    return render(request, "405.html", status=405)
