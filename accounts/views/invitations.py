"""Accepting an invitation. Opening its link changes nothing: programs that scan mail open links too."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.generic import FormView

from accounts.forms import AcceptanceForm
from accounts.invitations import TOKEN_PARAMETER, InvitationClosed, accept_invitation
from accounts.models import Invitation, User

SESSION_KEY = "invitation"


def without_referrer(response: HttpResponse) -> HttpResponse:
    """A response after which the browser tells no address that it comes from."""
    response["Referrer-Policy"] = "no-referrer"
    return response


@method_decorator([never_cache, sensitive_variables("token")], name="dispatch")
class AcceptInvitationView(FormView):
    """Tells what the invitation is for, asks for a name and has one button; then a code is mailed to sign in with.

    The token goes from the address to the session, so that neither the address bar nor a referrer keeps it.
    """

    template_name = "accounts/accept_invitation.html"
    form_class = AcceptanceForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if token := request.GET.get(TOKEN_PARAMETER):
            request.session[SESSION_KEY] = token
            return without_referrer(HttpResponseRedirect(request.path))
        token = request.session.get(SESSION_KEY, "")
        invitation = Invitation.objects.with_token(token).select_related("organisation").first()
        if invitation is None or not invitation.is_open:
            return self.closed()
        self.invitation = invitation
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        known = User.objects.filter(email=self.invitation.email).first()
        return {**super().get_form_kwargs(), "instance": known}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(invitation=self.invitation, **kwargs)

    def form_valid(self, form: AcceptanceForm) -> HttpResponse:
        try:
            user = accept_invitation(self.invitation, **form.cleaned_data)
        except InvitationClosed:
            return self.closed()
        return perform_login(self.request, user, email=user.email)

    def closed(self) -> HttpResponse:
        return self.response_class(self.request, "accounts/invitation_closed.html", status=410)
