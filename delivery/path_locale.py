"""Chooses the language of a response by its path alone."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class PathLocaleMiddleware(LocaleMiddleware):
    """Django's, without its `Vary: Accept-Language`: a path without prefix is Swedish, whatever the reader's browser
    prefers, and a cache that told readers apart by it would hold the same page many times.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
