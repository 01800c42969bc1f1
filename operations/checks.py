"""System checks: what must not be so in production."""

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def secret_key_is_set(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The key signs sessions and links, so none is shipped with the source."""
    if settings.SECRET_KEY:
        return []
    return [
        Error(
            "SECRET_KEY is empty.",
            hint="Set it in the environment; `make run` makes one under var/.",
            id="operations.E001",
        )
    ]


@register(Tags.security, deploy=True)
def demo_is_off(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The demo's sign-in is known to everybody, and its texts are invented."""
    if not settings.DEMO:
        return []
    return [Error("DEMO is on: its sign-in is public.", hint="Unset DEMO in the environment.", id="operations.E002")]
