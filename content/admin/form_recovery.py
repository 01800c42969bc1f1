"""What was sent without a session, with an old token or to a read-only site is kept in a page that sends it again.

Only what comes from a page of the site itself: another site could else have an editor confirm a form of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import csrf

from delivery.content_security_policy import ADMIN
from delivery.read_only import retry_seconds
from delivery.request_body import GUEST_KEY, SKIPPED_FILES

MY_PAGES = "/mina-sidor/"  # whose views show the page themselves when nobody is known
FOR_STRANGERS = tuple(f"{ADMIN}{path}/" for path in ("login", "logout", "password_reset"))


class FormRecoveryMiddleware:
    """Answers a form that nobody is signed in for with that page, where Wagtail asks to sign in and drops the form.

    So every form of the admin and of people's own pages while the site is read-only.

    Stands behind the middleware that knows the user and the one that limits the body.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_own_form(request):
            if settings.READ_ONLY:
                return recovery_page(request, status=503, headers={"Retry-After": str(retry_seconds())})
            if request.path.startswith(ADMIN) and request.user.is_anonymous:
                return recovery_page(request)
        return self.get_response(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a refused token: a new sign-in has changed it in every open form."""
    is_known = request.user.is_authenticated or GUEST_KEY in request.session
    if is_own_form(request) and is_known:
        return recovery_page(request)
    return csrf.csrf_failure(request, reason)


def is_own_form(request: HttpRequest) -> bool:
    """Whether the request is a form of the admin or of people's own pages, sent from one of the site's pages."""
    return (
        request.method == "POST"
        and request.path.startswith((ADMIN, MY_PAGES))
        and not request.path.startswith(FOR_STRANGERS)
        and "text/html" in request.headers.get("Accept", "")
        and urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
    )


def recovery_page(request: HttpRequest, status: int = 403, headers: dict[str, str] | None = None) -> HttpResponse:
    written = request.POST.copy()
    written.pop("csrfmiddlewaretoken", None)
    fields = [(name, value) for name, values in written.lists() for value in values]
    files = [file.name for name in request.FILES for file in request.FILES.getlist(name)]
    files += request.META.get(SKIPPED_FILES, [])
    context = {"fields": fields, "files": files}
    return HttpResponse(
        render_to_string("content/admin/recover_form.html", context, request), status=status, headers=headers
    )
