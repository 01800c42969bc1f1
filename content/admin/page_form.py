"""The form that every page type builds on: with *Visible to*."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from content.audiences import Audience, directory, is_narrower, page_audience


class BasePageForm(WagtailAdminPageForm):
    """Who sees the page, among the audiences that the editor may choose at its place.

    A translation has the audience of its source page, and a page type without `private_page_options` is for everybody.
    """

    audience = forms.ChoiceField(
        label=gettext_lazy("Visible to"),
        choices=Audience.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Also for the pages below. Fewer readers: at once, when it is saved. More readers: when it is published."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "audience" not in self.fields:
            return
        self.place: Any = self.parent_page or (self.instance.get_parent() if self.instance.pk else None)
        if not self.instance.private_page_options or self.place is None or is_translation(self.instance):
            del self.fields["audience"]
        else:
            self.set_up_audience()

    def set_up_audience(self) -> None:
        """Offer what the editor may choose; what the editor may not change is shown and stays."""
        field, current = self.fields["audience"], self.current_audience()
        offered = directory().offered(self.for_user, self.place)
        field.choices = [choice for choice in Audience.choices if choice[0] in {*offered, current}]
        field.disabled = not self.may_restrict() or (current is not None and current not in offered)
        self.initial["audience"] = self.shown_audience(current)
        if self.place.get_view_restrictions().exists():
            above = _("A page above is not for everybody: that holds here too.")
            field.help_text = f"{field.help_text} {above}"

    def current_audience(self) -> Audience | None:
        return page_audience(self.instance) if self.instance.pk else Audience.EVERYBODY

    def shown_audience(self, current: Audience | None) -> str:
        """What the draft waits to be published with, if it is more than there is; else what there is."""
        wanted = self.instance.wanted_audience if self.instance.has_unpublished_changes else ""
        is_pending = bool(wanted) and wanted != current and not is_narrower(wanted, current)
        return wanted if is_pending else (current or "")

    def may_restrict(self) -> bool:
        """Whether the editor may publish here: to narrow the readers takes a page from the others."""
        if self.for_user is None:
            return True
        if self.instance.pk:
            return bool(self.instance.permissions_for_user(self.for_user).can_set_view_restrictions())
        return bool(self.place.permissions_for_user(self.for_user).can_publish_subpage())

    def save(self, commit: bool = True) -> Any:
        if chosen := self.cleaned_data.get("audience"):
            self.instance.wanted_audience = chosen
        return super().save(commit)


def is_translation(page: Page) -> bool:
    """Whether a page has a Swedish source page."""
    sources = Page.objects.filter(translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE)
    return sources.exclude(pk=page.pk).exists()
