"""How allauth behaves here: accounts by invitation alone, addresses counted as digests, everybody led to their work."""

from __future__ import annotations

import base64
import time
from ipaddress import IPv6Address
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.actors import read_actor
from accounts.landing import landing_url
from accounts.rules import needs_second_factor
from delivery.throttle import client_network

LOGIN_FAILED = "login_failed"
LOCK_OUT = {LOGIN_FAILED: settings.LOGIN_LOCK_OUT}
UNIQUE_LOCAL = 0xFD  # the first octet of addresses that nobody has on the internet


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return landing_url(request.user)

    def is_login_by_code_required(self, login: Any) -> bool:
        """Whether a code is mailed: to whoever has proved nothing yet, who comes from an invitation."""
        return not get_authentication_records(context.request, login.user) or bool(
            super().is_login_by_code_required(login)
        )

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether who changes a factor or a password must prove anew who it is: not right after signing in."""
        records = get_authentication_records(context.request, context.request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def is_locked(self, request: HttpRequest, email: str) -> bool:
        """Whether an address is closed for a while, after too many wrong passwords."""
        key = self._get_login_attempts_cache_key(request, email=email)
        limit = {"app": "allauth.account", "action": LOGIN_FAILED, "config": LOCK_OUT, "key": key}
        return ratelimit.consume(request, **limit, dry_run=True, limit_get=True) is None

    def unlock(self, request: HttpRequest, email: str) -> None:
        """Open an address that is closed."""
        self._delete_login_attempts_cached_email(request, email=email)

    def get_client_ip(self, request: HttpRequest) -> str:
        """An address that stands for the client's network today; see `pseudonymous_address`."""
        return pseudonymous_address(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors; their secrets are encrypted with the site's key."""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether a factor may be removed: the last one not while it is demanded."""
        if not settings.MFA_REQUIRED or not needs_second_factor(read_actor(authenticator.user)):
            return True
        factors = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher().decrypt(encrypted_text.encode()).decode()


class ExternalSignInAdapter(DefaultSocialAccountAdapter):
    """Other organisations' sign-in: proves who a known user is and makes no account."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        """An address that the provider has verified leads to the account that was invited by it."""
        return any(address.verified and address.email.lower() == email.lower() for address in login.email_addresses)


def pseudonymous_address(request: HttpRequest) -> str:
    """Stands for the client's network for a day: a digest by the site's key, written as an address so that it can be
    stored where one is expected. From one day to the next nothing connects the two.
    """
    digest = salted_hmac(f"{__name__}:{timezone.localdate()}", client_network(request), algorithm="sha256").digest()
    return str(IPv6Address(bytes([UNIQUE_LOCAL]) + digest[:15]))


def cipher() -> Fernet:
    """Encrypts with a key that comes from SECRET_KEY."""
    return Fernet(base64.urlsafe_b64encode(salted_hmac(f"{__name__}:factors", "", algorithm="sha256").digest()))
