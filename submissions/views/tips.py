"""The open form, for whoever has found a plan. It takes no file."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delivery.throttle import REFUSAL, Throttle
from submissions import workflow
from submissions.choices import Channel, Kind
from submissions.forms import TipForm

TIPS = Throttle("tip")
THANKS = "tack"  # the parameter with the number of the case
NUMBER = re.compile(r"\d{4}-\d{4,8}")


@require_http_methods(["GET", "HEAD", "POST"])
def tip(request: HttpRequest) -> HttpResponse:
    """The form; a valid tip becomes a case, and whoever fills in the honeypot is thanked for nothing."""
    if request.method != "POST":
        number = request.GET.get(THANKS)
        context = {"form": TipForm(), "is_sent": number is not None}
        return render(request, "submissions/tip.html", {**context, "number": number if is_number(number) else ""})
    form = TipForm(request.POST)
    if not form.is_valid():
        return render(request, "submissions/tip.html", {"form": form}, status=400)
    if not TIPS.admits(request):
        form.add_error(None, REFUSAL)
        response = render(request, "submissions/tip.html", {"form": form}, status=429)
        response["Retry-After"] = TIPS.retry_after
        return response
    number = "" if form.cleaned_data["website"] else receive_tip(form)
    return HttpResponseRedirect(f"{reverse('submissions:tip')}?{THANKS}={number}")


def receive_tip(form: TipForm) -> str:
    """The number of the case."""
    organisation, email = form.cleaned_data["organisation"], form.cleaned_data["email"]
    case = workflow.receive(
        kind=Kind.TIP,
        organisation=organisation,
        title=_("Tip about a plan of %(owner)s") % {"owner": organisation.display_name},
        channel=Channel.OPEN_FORM,
        data={"message": form.cleaned_data["message"]},
        contact=workflow.ContactDetails(email=email) if email else None,
        source_url=form.cleaned_data["source_url"],
    )
    return str(case.number)


def is_number(written: str | None) -> bool:
    return bool(written and NUMBER.fullmatch(written))
