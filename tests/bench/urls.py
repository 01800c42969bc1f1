"""The site's addresses and the floor: the cheapest view that passes the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from cms.urls import handler400, handler404, handler500  # noqa: F401 - the site's own
from cms.urls import urlpatterns as site


def floor(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("floor/", floor), *site]
