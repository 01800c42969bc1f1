"""Probes for monitoring, figures for Prometheus, and where browsers report what the content security policy blocked."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from delivery.throttle import Throttle
from operations.metrics import exposition
from operations.policy_reports import ReportError, record_report
from operations.readiness import readiness

# A page that breaks the policy does so for each of its readers.
REPORTS = Throttle("policy-report", per_client=30, in_total=300)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when pages can be served, 503 when the database does not answer; `{"status": "up"}` or `"down"`.

    A search or a worker that is down is no failure here: pages are served without them.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "down"}, status=503)
    return JsonResponse({"status": "up"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The state of each part: 200 when none is down, 503 when one is, as a worker that leaves tasks waiting.

    Monitoring, which brings the token, is given the numbers of each part too; others its state alone.
    """
    parts = readiness()
    down = any(part.state == "down" for part in parts.values())
    detailed = is_of_monitoring(request)
    told = {name: part.as_json() if detailed else {"state": part.state} for name, part in parts.items()}
    return JsonResponse(told, status=503 if down else 200)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures in the text format of Prometheus; 404 without a token in the settings, 401 without it in the request."""
    if not settings.MONITORING_TOKEN:
        return HttpResponse(status=404)
    if not is_of_monitoring(request):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_PLAIN_0_0_4)


@csrf_exempt
@require_POST
def policy_report(request: HttpRequest) -> HttpResponse:
    """Takes a browser's report: 204 when it is taken, 400 when it is none, 429 when there are too many."""
    if not REPORTS.admits(request):
        return HttpResponse(status=429, headers={"Retry-After": REPORTS.retry_after})
    try:
        record_report(request)
    except ReportError:
        return HttpResponse(status=400)
    return HttpResponse(status=204)


def is_of_monitoring(request: HttpRequest) -> bool:
    """Whether a request brings the token of the settings: `Authorization: Bearer …`."""
    sent = request.headers.get("Authorization", "").encode()
    known = f"Bearer {settings.MONITORING_TOKEN}".encode()
    return bool(settings.MONITORING_TOKEN) and secrets.compare_digest(sent, known)
