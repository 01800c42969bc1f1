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
from submissions.submitter import Submitter, submitter_of


@method_decorator(never_cache, name="dispatch")
class SubmitterMixin:
    """What the screens of a sender share. Whoever has lost the session keeps the form that was sent."""

    request: HttpRequest
    submitter: Submitter

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        submitter = submitter_of(request)
        if submitter is None:
            return recovery_page(request) if request.method == "POST" else redirect_to_login(request.get_full_path())
        self.submitter = submitter
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(submitter=self.submitter, **kwargs)  # type: ignore[misc]
        return context

    def sendable_organisation(self, code: str) -> Organisation:
        """The organisation with a code, that the submitter may send in for; the first one without a code."""
        organisation: Organisation | None = (
            get_object_or_404(Organisation, code=code) if code else self.first_organisation()
        )
        if organisation is None or not self.submitter.may_send_for(organisation):
            raise Http404
        return organisation

    def first_organisation(self) -> Organisation | None:
        return next((one for one in self.submitter.organisations() if self.submitter.may_send_for(one)), None)


class CaseMixin(SubmitterMixin):
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
        if not (self.submitter.is_sender(case) if self.for_sender_only else self.submitter.sees(case)):
            raise Http404
        return case
