"""Who gets in: somebody who is signed in, or who has come by a link."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from content.admin.form_recovery import recovery_page
from organisations.models import Organisation
from submissions.models import Submission
from submissions.party import Party, party_of


@method_decorator(never_cache, name="dispatch")
class PartyMixin:
    """What the screens of a sender share. Whoever has lost the session keeps the form that was sent."""

    request: HttpRequest
    party: Party

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        party = party_of(request)
        if party is None:
            return recovery_page(request) if request.method == "POST" else redirect_to_login(request.get_full_path())
        self.party = party
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(party=self.party, **kwargs)  # type: ignore[misc]
        return context

    def sendable_organisation(self, code: str) -> Organisation:
        """The organisation with a code, that the party may send in for; the party's first one without a code."""
        organisation: Organisation | None = (
            get_object_or_404(Organisation, code=code) if code else self.first_organisation()
        )
        if organisation is None or not self.party.may_send_for(organisation):
            raise Http404
        return organisation

    def first_organisation(self) -> Organisation | None:
        return next((one for one in self.party.organisations() if self.party.may_send_for(one)), None)


class CaseMixin(PartyMixin):
    """Screens about one case, which another organisation is not told of."""

    kwargs: dict[str, Any]
    for_sender_only = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.number = kwargs.get("number", "")
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_case(self) -> Submission:
        """Raises Http404 for whoever may not see it, or may not act where only the sender acts."""
        rows = Submission.objects.select_related("organisation", "contact", "plan", "page", "sender")
        case: Submission = get_object_or_404(rows, number=self.number)
        if not (self.party.is_sender(case) if self.for_sender_only else self.party.sees(case)):
            raise Http404
        return case
