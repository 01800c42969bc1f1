"""Template context of every request."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site_context(request: HttpRequest) -> dict[str, Any]:
    """`demo`: whether this is the demo site."""
    return {"demo": settings.DEMO}
