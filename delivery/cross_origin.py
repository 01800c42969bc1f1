"""Cross-origin requests (https://fetch.spec.whatwg.org/#http-cors-protocol): pages of any host may read open data.

Never with a cookie: without `Access-Control-Allow-Credentials` a browser shows no such answer to the page that asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

READABLE_HEADERS = "Content-Length, Content-Range, ETag, Last-Modified, Repr-Digest, Retry-After"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-Modified-Since, If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
}

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class CrossOriginMiddleware:
    """Opens the paths that match `settings.CROSS_ORIGIN_PATHS`, errors on them too, and answers preflight requests."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.paths = re.compile(settings.CROSS_ORIGIN_PATHS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not self.paths.match(request.path_info):
            return self.get_response(request)
        is_preflight = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = HttpResponse(status=204, headers=PREFLIGHT) if is_preflight else self.get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = READABLE_HEADERS
        return response
