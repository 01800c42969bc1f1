"""Cache-Control and ETag of every response, and conditional requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag
from django.utils.http import parse_http_date_safe

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class HttpCacheMiddleware:
    """Validators for every response to GET and HEAD that does not bring its own.

    Redaction, unpublishing and visibility can reach any response the next minute. So each may be stored but not used
    without validation (`no-cache`), which costs little (`ETag`, 304). A response to a request with a cookie, or one
    that sets a cookie, is `private`. Views that need something else say so in their `Cache-Control`; files that cannot
    change (`/static/`, with a digest in the name) never come here.

    Django's `ConditionalGetMiddleware` handles GET alone and compares dates: the date of a feed or a sitemap is that of
    its newest entry, which stays the same when another one is withdrawn.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return response
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_cache=True, **({"private": True} if is_private(request, response) else {}))
            patch_vary_headers(response, ["Cookie"])
        return conditional(request, response) if response.status_code == 200 else response


def is_private(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether a response may hold personal content: of a signed-in user, or a CSRF token."""
    return bool(request.META.get("HTTP_COOKIE") or response.cookies or "CSRF_COOKIE" in request.META)


def conditional(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The response with an ETag of its body unless it has one; 304 when the client's copy has the same body.

    A stream has no ETag but what its view gave it, else its date.
    """
    if "no-store" in response.get("Cache-Control", ""):
        return response
    if not response.streaming:
        del response.headers["Last-Modified"]
        if not response.has_header("ETag"):
            set_response_etag(response)
    etag = response.get("ETag")
    changed = None if etag else parse_http_date_safe(response.get("Last-Modified", ""))
    if not etag and not changed:
        return response
    whole = cast(HttpResponse, response)  # a stream will do: nothing but its status and headers is looked at
    return get_conditional_response(request, etag=etag, last_modified=changed, response=whole) or response
