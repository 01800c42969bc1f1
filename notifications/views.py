"""How often somebody wants mail, on the person's own pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView

from notifications.forms import PaceForm
from notifications.models import MailPreference


class PaceView(LoginRequiredMixin, FormView):
    template_name = "notifications/pace.html"
    form_class = PaceForm
    success_url = reverse_lazy("accounts:my_pages")

    def get_form_kwargs(self) -> dict[str, Any]:
        user: Any = self.request.user
        row = MailPreference.objects.filter(user=user).first() or MailPreference(user=user)
        return {**super().get_form_kwargs(), "instance": row}

    def form_valid(self, form: PaceForm) -> HttpResponse:
        form.save()
        messages.success(self.request, _("Saved: %(pace)s.") % {"pace": form.instance.get_pace_display()})
        return super().form_valid(form)
