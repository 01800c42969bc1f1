"""The steps of a guidance product in the admin: listed, put in order, and the way to a new one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from guidance.models import GuidancePage, GuidanceStepPage


class MoveForm(forms.Form):
    """A step of a product, to change places with the one before or after it."""

    step = forms.ModelChoiceField(GuidanceStepPage.objects.none())
    direction = forms.ChoiceField(choices=[("up", ""), ("down", "")])


class StepOrderView(WagtailAdminTemplateMixin, TemplateView):
    """The page of a product's steps; a move changes what readers see at once."""

    template_name = "guidance/admin/step_order.html"
    header_icon = "help"

    @cached_property
    def product(self) -> GuidancePage:
        product = get_object_or_404(GuidancePage, pk=self.kwargs["pk"])
        if not product.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return product

    @property
    def may_move(self) -> bool:
        return bool(self.product.permissions_for_user(self.request.user).can_reorder_children())

    def get_page_title(self) -> str:
        return _("Steps of %(title)s") % {"title": self.product.get_admin_display_title()}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        products = capfirst(str(GuidancePage._meta.verbose_name_plural))
        return [
            *self.breadcrumbs_items,
            {"url": reverse("guidance_pages:index"), "label": products},
            {"url": reverse("wagtailadmin_pages:edit", args=[self.product.pk]), "label": self.product.title},
            {"url": "", "label": _("Steps")},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        steps = list(self.product.all_steps())
        return {**context, "product": self.product, "steps": steps, "may_move": self.may_move and len(steps) > 1}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Move a step; one that is first or last stays.

        Raises:
            BadRequest: It is no step of the product.
        """
        if not self.may_move:
            raise PermissionDenied
        form = MoveForm(request.POST)
        form.fields["step"].queryset = self.product.all_steps()  # type: ignore[attr-defined]
        if not form.is_valid():
            raise BadRequest(_("There is no such step."))
        step, direction = form.cleaned_data["step"], form.cleaned_data["direction"]
        neighbour, side = (step.get_prev_sibling(), "left") if direction == "up" else (step.get_next_sibling(), "right")
        if neighbour:
            step.move(neighbour, pos=side, user=request.user)
        return redirect("guidance_pages:steps", pk)
