"""What is held of an organisation, and its word that this is right."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from content.components import Timeline
from library_plans.models import Edition, OwnerConfirmation
from library_plans.register.edition_selectors import editions_by_plan
from library_plans.register.owner_plans import OwnerPlans, get_owner_plans
from library_plans.register.presentation import decision_moments, period_text, status_chip
from organisations.models import Organisation
from submissions.views.submitter import SubmitterMixin


class OrganisationMixin(SubmitterMixin):
    """Screens about an organisation that the submitter belongs to."""

    kwargs: dict[str, Any]

    @cached_property
    def organisation(self) -> Organisation:
        organisation: Organisation = get_object_or_404(self.submitter.organisations(), code=self.kwargs["code"])
        return organisation

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        owned = get_owner_plans(self.organisation.code, timezone.localdate())
        editions = editions_by_plan(owned.plans) if owned else {}
        plans = [plan_row(owned, plan, editions.get(plan.pk, [])) for plan in owned.plans] if owned else []
        return super().get_context_data(
            organisation=self.organisation,
            plans=plans,
            ending=[row for row in plans if row["status"].ends_soon],
            last_confirmation=OwnerConfirmation.objects.filter(organisation=self.organisation).first(),
            may_confirm=self.submitter.may_confirm(self.organisation),
            **kwargs,
        )


def plan_row(owned: OwnerPlans, plan: Any, editions: list[Edition]) -> dict[str, Any]:
    """A plan as its owner goes through it: status, period, decisions and editions."""
    status = owned.status(plan)
    return {
        "plan": plan,
        "status": status,
        "chip": status_chip(status),
        "period": period_text(plan),
        "decisions": Timeline(decision_moments([plan], named=False)),
        "editions": editions,
    }


class OrganisationView(OrganisationMixin, TemplateView):
    template_name = "submissions/organisation.html"


class ConfirmView(OrganisationMixin, TemplateView):
    """ "Stämmer allt?" Opened, it changes nothing: programs that scan mail open links too. Its one button confirms."""

    template_name = "submissions/confirm.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.submitter.may_confirm(self.organisation):
            raise Http404
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        if not self.submitter.may_confirm(self.organisation):
            raise Http404
        self.submitter.confirm(self.organisation, timezone.localdate())
        messages.success(request, _("Thank you. That you have confirmed it today now stands on your public page."))
        return HttpResponseRedirect(reverse("submissions:organisation", args=[code]))
