"""Sends errors of the site to a server that understands Sentry's protocol, when `SENTRY_DSN` names one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SENT = {
    "event_id",
    "timestamp",
    "level",
    "platform",
    "logger",
    "transaction",
    "contexts",
    "sdk",
    "exception",
}


def report_errors(environment: Mapping[str, str]) -> None:
    """Report unhandled exceptions and errors in the log from now on, with nothing that a person has sent or written.

    Raises:
        ModuleNotFoundError: `requirements-production.txt` is not installed.
    """
    if not environment.get("SENTRY_DSN"):
        return
    import sentry_sdk  # noqa: PLC0415 - optional

    sentry_sdk.init(
        dsn=environment["SENTRY_DSN"],
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,  # queries with their values
        before_send=without_personal_data,
    )


def without_personal_data(event: Any, hint: dict[str, Any]) -> Any:
    """An event with types and traces of its exceptions, the text of the log without its values, method and path.

    Messages of exceptions quote what was sent: `Key (email)=(anna@example.org) already exists`.
    """
    request = event.get("request", {})
    for exception in event.get("exception", {}).get("values", []):
        exception["value"] = ""
    return {
        **{name: value for name, value in event.items() if name in SENT},
        "logentry": {"message": event.get("logentry", {}).get("message", "")},
        "request": {"method": request.get("method", ""), "url": request.get("url", "").partition("?")[0]},
    }
