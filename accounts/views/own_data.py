"""What the site holds about whoever asks: to read, and to take along as JSON."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.views import View
from django.views.generic import TemplateView

from accounts.models import Invitation
from accounts.removal import remove_person
from accounts.signals import own_data_asked


def own_data(user: Any) -> dict[str, Any]:
    """Everything that names a person, by what it is for. Times in ISO form, in UTC."""
    answers: list[tuple[Any, Any]] = own_data_asked.send(type(user), user=user)
    return {
        "account": {
            "email": user.email,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "since": user.date_joined.isoformat(),
            "last_sign_in": user.last_login.isoformat() if user.last_login else None,
        },
        "memberships": [
            {"organisation": row.organisation.code, "role": row.role, "from": str(row.starts), "until": text(row.ends)}
            for row in user.memberships.select_related("organisation")
        ],
        "invitations": [
            {"organisation": row.organisation.code, "role": row.role, "sent": row.sent_at.isoformat()}
            for row in Invitation.objects.filter(email=user.email).select_related("organisation")
        ],
        "second_factors": [
            {"type": row.type, "since": row.created_at.isoformat()} for row in Authenticator.objects.filter(user=user)
        ],
        "sessions": [
            {"since": row.created_at.isoformat(), "browser": row.user_agent}
            for row in UserSession.objects.filter(user=user)
        ],
        **dict(section for _receiver, section in answers),
    }


def text(value: Any) -> str | None:
    """A day in ISO form."""
    return None if value is None else str(value)


class OwnDataView(LoginRequiredMixin, TemplateView):
    template_name = "accounts/own_data.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(data=own_data(self.request.user), **kwargs)


class RemovePersonView(LoginRequiredMixin, TemplateView):
    """Asks whether to go, and closes the account."""

    template_name = "accounts/remove_person.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        remove_person(user)
        logout(request)
        return TemplateResponse(request, "accounts/person_removed.html")


class OwnDataDownloadView(LoginRequiredMixin, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        response = JsonResponse(own_data(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
        response["Content-Disposition"] = 'attachment; filename="mina-uppgifter.json"'
        return response
