"""Template context of every request."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.layout import layout_context


def layout(request: HttpRequest) -> dict[str, Any]:
    """`layout`: a LayoutContext, built only where a template uses it."""
    return {"layout": SimpleLazyObject(lambda: layout_context(request))}
