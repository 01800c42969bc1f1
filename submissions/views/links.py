"""Links for those without account: opened, sent and revoked."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.generic import FormView, View

from accounts.views.invitations import without_referrer
from delivery.request_body import GUEST_KEY
from submissions.access_links import CASE_PARAMETER, TOKEN_PARAMETER, send_link
from submissions.forms import AccessLinkForm
from submissions.models import AccessLink
from submissions.submitter import submitter_of


@never_cache
@sensitive_variables("token")
def open_link(request: HttpRequest) -> HttpResponse:
    """Goes from the link of a mail to its case or to "Stämmer allt?"; nothing changes by being opened.

    What stands for the token goes to the session, so that neither the address bar nor a referrer keeps the token.
    """
    if token := request.GET.get(TOKEN_PARAMETER):
        link = AccessLink.objects.open().with_token(token).first()
        request.session.pop(GUEST_KEY, None)
        if link is not None:
            request.session[GUEST_KEY] = link.pk
        query = urlencode({CASE_PARAMETER: request.GET[CASE_PARAMETER]}) if CASE_PARAMETER in request.GET else ""
        return without_referrer(HttpResponseRedirect(f"{request.path}?{query}" if query else request.path))
    submitter = submitter_of(request)
    if submitter is None or (submitter.link is None and GUEST_KEY not in request.session):
        return render(request, "submissions/link_closed.html", status=410)
    if submitter.link is None:
        return HttpResponseRedirect(reverse("accounts:my_pages"))
    if case := submitter.cases().filter(number=request.GET.get(CASE_PARAMETER, "")).first():
        return HttpResponseRedirect(reverse("submissions:case", args=[case.number]))
    return HttpResponseRedirect(reverse("submissions:confirm", args=[submitter.link.organisation.code]))


class LinkSenderMixin(LoginRequiredMixin):
    """For regions and KB, who let others in."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        submitter = submitter_of(request)
        if submitter is None or not submitter.others().exists():
            raise PermissionDenied
        self.submitter = submitter
        return super().dispatch(request, *args, **kwargs)

    def back(self) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("submissions:links"))


class LinksView(LinkSenderMixin, FormView):
    """The links that are open, and the form that sends one more."""

    template_name = "submissions/links.html"
    form_class = AccessLinkForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "organisations": self.submitter.others()}

    def get_initial(self) -> dict[str, Any]:
        return {"organisation": self.request.GET.get("for", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = AccessLink.objects.open().filter(organisation__in=self.submitter.others())
        return super().get_context_data(submitter=self.submitter, links=rows.select_related("organisation"), **kwargs)

    def form_valid(self, form: AccessLinkForm) -> HttpResponse:
        organisation, email = form.cleaned_data["organisation"], form.cleaned_data["email"]
        send_link(organisation, email, self.submitter.user)
        messages.success(self.request, _("The link has been sent to %(email)s.") % {"email": email})
        return self.back()


class RevokeLinkView(LinkSenderMixin, View):
    """Makes a link void, at once."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = AccessLink.objects.open().filter(organisation__in=self.submitter.others())
        link = get_object_or_404(rows, pk=pk)
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
        messages.success(request, _("The link no longer works."))
        return self.back()
