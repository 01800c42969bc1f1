"""Deployment checks: part of `manage.py check --deploy`, and enforced when a process of production starts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

SECRET_KEY_LENGTH = 32  # characters
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


@register(Tags.security, deploy=True)
def check_environment(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """One error for each setting that is unfit for a public site."""
    return [*secret_errors(), *address_errors()]


def secret_errors() -> Iterator[Error]:
    if len(settings.SECRET_KEY) < SECRET_KEY_LENGTH:
        yield Error(
            f"SECRET_KEY has fewer than {SECRET_KEY_LENGTH} characters.",
            hint="It signs sessions and links. `openssl rand -base64 48` makes one.",
            id="operations.E001",
        )
    if settings.DEMO:
        yield Error("DEMO is on: its sign-in is public.", hint="Unset it in the environment.", id="operations.E002")
    if settings.DEBUG:
        yield Error("DEBUG is on: it shows settings.", hint="Unset it in the environment.", id="operations.E003")
    if not settings.MFA_REQUIRED:
        yield Error(
            "MFA_REQUIRED is off: a stolen password opens the admin.",
            hint="Unset it in the environment.",
            id="operations.E007",
        )


def address_errors() -> Iterator[Error]:
    if (settings.OPENID_CONNECT_APPS or settings.SAML_APPS) and not settings.SIGN_IN_ORIGINS:
        yield Error(
            "SIGN_IN_ORIGINS is empty: browsers do not let the sign-in lead to the other organisations.",
            hint="Name the origin of each sign-in page, such as https://login.example.org, with blanks between.",
            id="operations.E008",
        )
    if not settings.SESSION_COOKIE_SECURE:
        yield Error(
            "BEHIND_TLS is off: passwords and sessions travel in the clear.",
            hint="Put a proxy with TLS in front, which sets X-Forwarded-Proto, and set BEHIND_TLS=1.",
            id="operations.E004",
        )
    if "*" in settings.ALLOWED_HOSTS or not set(settings.ALLOWED_HOSTS) - LOOPBACK:
        yield Error(
            "ALLOWED_HOSTS holds * or nothing but this machine.",
            hint="Name the hosts that readers use.",
            id="operations.E005",
        )
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    if address.scheme != "https" or not validate_host(address.hostname or "", settings.ALLOWED_HOSTS):
        yield Error(
            "SITE_URL does not begin with https:// and one of ALLOWED_HOSTS.",
            hint="Mails, feeds and the API link to it.",
            id="operations.E006",
        )


def raise_errors() -> None:
    """Run the checks above outside of `manage.py check`.

    Raises:
        ImproperlyConfigured: With all of their errors.
    """
    if errors := check_environment(None):
        raise ImproperlyConfigured("\n".join(f"{error.id}: {error.msg} {error.hint}" for error in errors))
