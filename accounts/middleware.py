"""Demands a second factor of those who enter the admin."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from accounts.actors import actor_of
from accounts.rules import needs_second_factor

PASSED = "second_factor_set_up"  # in the session: the factor was there when this session asked for it
OPEN_VIEWS = {"account_logout", "account_reauthenticate", "account_request_reauthentication_code"}
OPEN_VIEWS |= {"account_confirm_reauthentication_code"}


class SecondFactorMiddleware:
    """Leads whoever must have a second factor and has none to where it is set up, from every page of the site.

    allauth itself asks for the factor of those who have one, before they are signed in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponseBase | None:
        if not settings.MFA_REQUIRED or not request.user.is_authenticated or request.session.get(PASSED):
            return None
        match = request.resolver_match
        name = (match.url_name or "") if match else ""
        if name in OPEN_VIEWS or name.startswith("mfa_") or not needs_second_factor(actor_of(request.user)):
            return None
        if is_mfa_enabled(request.user):
            request.session[PASSED] = True
            return None
        return HttpResponseRedirect(f"{reverse('mfa_activate_totp')}?{urlencode({'next': request.get_full_path()})}")
