"""The form of one row of a batch."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from library_plans.admin.owner_form import kind_problem, owner_choices
from library_plans.choices import PlanKind
from library_plans.importer.list_cells import read_owners
from library_plans.models import ImportRow
from organisations.directory import organisation_directory


class RowForm(WagtailAdminModelForm):
    """What a file is registered with. Saved once, what list and text say is settled."""

    organisation = forms.ChoiceField(label=gettext_lazy("Owner"), required=False)
    more_owners = forms.CharField(
        label=gettext_lazy("More owners"),
        required=False,
        help_text=gettext_lazy("Of a joint plan: codes or names, with commas between them."),
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = ImportRow
        fields = (
            *("kind", "title", "starts", "ends", "decided_on", "body", "section", "dnr"),
            *("variant", "language", "source_url"),
        )

    field_order = ("organisation", "more_owners")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, *others = self.instance.owners or ("",)
        owner = organisation_directory().get(first)
        self.fields["organisation"].choices = owner_choices([])
        self.initial["organisation"] = owner.code if owner else ""
        self.initial["more_owners"] = " ".join(others)

    def clean_more_owners(self) -> tuple[str, ...]:
        written = self.cleaned_data["more_owners"].strip()
        try:
            codes = read_owners(written, "") if written else ()
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from problem
        for code in codes:
            if organisation_directory().get(code) is None:
                raise forms.ValidationError(_("No organisation has the code %(code)s.") % {"code": code})
        return codes

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        owner = organisation_directory().get(cleaned.get("organisation") or "")
        if owner and (problem := kind_problem(owner, cleaned.get("kind") or "")):
            self.add_error("kind", problem)
        if not owner and cleaned.get("more_owners"):
            self.add_error("organisation", _("Choose the first owner here."))
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("A plan cannot end before it starts."))
        return cleaned

    def save(self, commit: bool = True) -> ImportRow:
        owner = organisation_directory().get(self.cleaned_data["organisation"])
        region = owner.region_code if owner and self.cleaned_data["kind"] == PlanKind.REGIONAL else ""
        codes = [region or owner.code, *self.cleaned_data["more_owners"]] if owner else []
        self.instance.owner_codes = " ".join(dict.fromkeys(codes))
        self.instance.is_checked = True
        row: ImportRow = super().save(commit)
        return row
