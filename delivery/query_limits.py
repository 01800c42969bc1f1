"""Bounds on the query string of every public address: what a request may cost is decided before its view begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

MAX_BYTES = 2600  # a search of 400 letters, each of them å, takes 2,400
MAX_VALUES = 40  # in all: a dozen filters with some values each
MAX_VALUES_PER_NAME = 30  # more than a reader picks by hand; who wants more asks for the county
MAX_VALUE_LENGTH = 500  # characters; a search says itself that it takes 400


class QueryLimitsMiddleware:
    """Refuses a query string that is longer, or has more values, than any form or link of the site makes.

    The forms of the admin are beyond it: they are for those who have signed in, and mark pages by the hundred.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Let the view begin.

        Raises:
            BadRequest: The query string is beyond the limits; the message is a sentence for the reader.
        """
        if not request.path_info.startswith(reverse("wagtailadmin_home")):
            check_query(request)


def check_query(request: HttpRequest) -> None:
    """Check the query string; the cheapest limits come first, before anything is decoded.

    Raises:
        BadRequest: It is beyond the limits.
    """
    query = request.META.get("QUERY_STRING", "")
    if len(query) > MAX_BYTES:
        raise BadRequest(_("The address is too long."))
    if query.count("&") >= MAX_VALUES:
        raise BadRequest(_("The address holds too many values."))
    if len(request.GET.urlencode()) > MAX_BYTES:  # as the links of the page will repeat it
        raise BadRequest(_("The address is too long."))
    if any(len(values) > MAX_VALUES_PER_NAME for _name, values in request.GET.lists()):
        raise BadRequest(_("The address holds too many values."))
    if any(len(value) > MAX_VALUE_LENGTH or "\0" in value for _name, value in pairs(request)):
        raise BadRequest(_("The address holds a value that cannot be understood."))


def pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """Names and values of the query string, repeated names included."""
    return [(name, value) for name, values in request.GET.lists() for value in values]
