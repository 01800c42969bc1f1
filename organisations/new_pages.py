"""New pages that belong to regions: which ones is asked before the form is opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.create import CreateView

from content.admin.add_shortcuts import FirstParentView
from organisations.models import Organisation, OrganisationPage

ASKED = "regioner"  # the name of the button that answers the question


class OwnedPageCreateView(CreateView):
    """The form of a new page that belongs to given organisations; it is sent to Wagtail's own."""

    organisations: Sequence[Organisation] = ()

    def get(self, request: HttpRequest) -> HttpResponse:
        self.page.set_organisations(self.organisations)
        response: HttpResponse = super().get(request)
        return response


class RegionsForm(forms.Form):
    """Which regions a new page belongs to."""

    region = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Regions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        to_field_name="region_code",
        error_messages={"required": _("Choose at least one region.")},
    )


class ChooseRegionsView(FirstParentView):
    """Asks for regions, then opens the form of a new page below the first one's page, theirs together.

    Without a region it is added in the section of its type, unless `regions_required`. Offers the regions below whose
    pages the user may add.
    """

    template_name = "organisations/admin/choose_regions.html"
    regions_required = False
    page_title = _("Which region?")
    submit_button_label = _("Go on")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        regions = list(form.cleaned_data["region"])
        if not regions:
            return super().get(request, *args, **kwargs)
        parent = self.region_pages.get(organisation=regions[0])
        view = OwnedPageCreateView.as_view(organisations=regions)
        response: HttpResponse = view(request, self.model._meta.app_label, self.model._meta.model_name, parent.pk)
        return response

    @cached_property
    def region_pages(self) -> Any:
        return OrganisationPage.objects.filter(pk__in=self.parents_of_type(OrganisationPage).values("pk"))

    def get_form(self) -> RegionsForm:
        form = RegionsForm(self.request.GET if ASKED in self.request.GET else None)
        regions = Organisation.objects.filter(pk__in=self.region_pages.values("organisation"))
        form.fields["region"].queryset = regions.in_kb_order()  # type: ignore[attr-defined]
        form.fields["region"].required = self.regions_required
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "next": self.back_url, "asked": ASKED, "regions_required": self.regions_required}
