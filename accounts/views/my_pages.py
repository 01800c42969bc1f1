"""/mina-sidor/: whose account it is, what the person does where, and the ways on."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.actors import actor_of
from accounts.landing import landing_url
from accounts.models import Membership
from accounts.views.members import managed_organisations


class MyPagesView(LoginRequiredMixin, TemplateView):
    template_name = "accounts/my_pages.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        actor, today = actor_of(user), timezone.localdate()
        memberships = Membership.objects.filter(user=user).select_related("organisation")
        return super().get_context_data(
            memberships=[one for one in memberships if one.is_active_on(today)],
            sends_in=actor.is_superuser or any(actor.acts_for(code) for code in actor.organisations),
            manages_members=managed_organisations(actor).exists(),
            work_url=landing_url(user) if actor.enters_admin else "",
            **kwargs,
        )
