"""Admin views and chooser of organisations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from content.admin.choosers import SearchChooserViewSet
from content.admin.history import ChangeHistoryView
from content.admin.word_search import with_words
from organisations.models import Organisation

MAX_ALIAS_LENGTH = 120


class LineListField(forms.CharField):
    """A list of strings, one on each line of a text area."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = value if isinstance(value, list) else (super().to_python(value) or "").splitlines()
        return list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))

    def validate(self, value: Sequence[str]) -> None:
        if any(len(line) > MAX_ALIAS_LENGTH for line in value):
            raise forms.ValidationError(_("A name may have at most %(most)d characters.") % {"most": MAX_ALIAS_LENGTH})

    def run_validators(self, value: Any) -> None:
        """Skips CharField's validators; `validate` checks each line."""


class OrganisationForm(WagtailAdminModelForm):
    """The form of an organisation. Codes come from SCB and are read-only."""

    aliases = LineListField(
        label=_("Other names"),
        required=False,
        help_text=_("One on each line: names and abbreviations people search for."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("code", "region_code", "kind"):
                self.fields[name].disabled = True

    def clean_region_code(self) -> str | None:
        """None instead of an empty code, since the column is unique."""
        return self.cleaned_data["region_code"] or None


def find_organisations(organisations: QuerySet[Any], query: str) -> QuerySet[Any]:
    """The organisations that have all words in their names and code."""
    return with_words(organisations, query, ("name", "display_name", "code", "region_code"))


class OrganisationIndexView(IndexView):
    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return find_organisations(queryset, self.search_query)


class OrganisationViewSet(ModelViewSet):
    """List and form of organisations: names can be corrected, nothing is deleted."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 400
    url_prefix = "organisationer"
    url_namespace = "organisations"
    list_display = ["display_name", "code", "kind", "county_name"]
    list_filter = ["kind", "county_name"]
    list_per_page = 50
    ordering = ["county_code", "sort_key"]
    index_view_class = OrganisationIndexView
    search_fields = ["name"]  # searched by `find_organisations`
    search_backend_name = None
    copy_view_enabled = False
    history_view_class = ChangeHistoryView
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldRowPanel([FieldPanel("display_name"), FieldPanel("genitive")]),
                    FieldPanel("aliases"),
                ],
                heading=_("Names"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("code"), FieldPanel("region_code"), FieldPanel("kind")]),
                    FieldRowPanel([FieldPanel("county_code"), FieldPanel("county_name")]),
                ],
                heading=_("Codes"),
            ),
            FieldPanel("internal_note"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]), FieldPanel("predecessors")],
                heading=_("Mergers and splits"),
                classname="collapsed",
            ),
        ],
        base_form_class=OrganisationForm,
    )


class OrganisationChooserViewSet(SearchChooserViewSet):
    """A chooser with search by part of a name or code."""

    model = Organisation
    icon = "group"
    choose_one_text = _("Choose an organisation")
    choose_another_text = _("Choose another organisation")
    search_fields = ("name", "display_name", "code")


organisation_chooser = OrganisationChooserViewSet("organisation_chooser", url_prefix="valj-organisation")
