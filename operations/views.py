"""Probes for monitoring: whether pages can be served, and whether every part is ready."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from operations.readiness import readiness
from search.health import search_health


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when pages can be served, 503 when the database does not answer. Holds no secrets and no versions.

    A search that is behind or down is reported but is no failure: pages are served without it.
    """
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": "down", "search": "unknown"}, status=503)
    search = search_health()
    return JsonResponse({"database": "up", "search": search.state, "notes": search.notes})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The state of each part: 200 when none is down, 503 when one is, as a worker that leaves tasks waiting."""
    parts = readiness()
    down = any(part.state == "down" for part in parts.values())
    return JsonResponse({name: part.as_json() for name, part in parts.items()}, status=503 if down else 200)
