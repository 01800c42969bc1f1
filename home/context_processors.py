"""Template context of every request."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from delivery.read_only import sentence
from home.layout import layout_context


def layout(request: HttpRequest) -> dict[str, Any]:
    """`layout`: a LayoutContext, built where a template uses it. `read_only`: a sentence, while nothing is stored."""
    read_only = sentence() if settings.READ_ONLY else ""
    return {"layout": SimpleLazyObject(lambda: layout_context(request)), "read_only": read_only}
