"""What every template may ask for of the site's settings."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.layout import frame


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """The frame around pages; gathered only where a template shows it."""
    return {"frame": SimpleLazyObject(lambda: frame(request))}
