"""Restricts the admin views of wagtail-localize, which check `submit_translation` alone.

Only types that inherit `TranslatablePage` are translated, by users who may edit the page; the parent page comes first,
since Wagtail would else show it in Swedish below another language's prefix; updating a translation publishes nothing;
a file that is not a translation is refused with a message.
"""

from __future__ import annotations

from typing import Any

import polib
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page, get_page_models
from wagtail_localize.views.edit_translation import upload_pofile
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitTranslationForm
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from content.translation.pages import TranslatablePage

TRANSLATION_ID_HEADER = "X-WagtailLocalize-TranslationID"  # names the translation that a .po file belongs to


def may_translate(user: Any, page: Page) -> bool:
    """Whether a page is of a translatable type, and the user may edit it."""
    model = page.specific_class
    return bool(model and issubclass(model, TranslatablePage) and page.permissions_for_user(user).can_edit())


class RestrictedSubmitForm(SubmitTranslationForm):
    """The target languages; the subtree is offered only when every descendant is of a translatable type."""

    def __init__(self, instance: Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(instance, *args, **kwargs)
        self.page = instance
        if instance.get_descendants().not_exact_type(*translatable_page_types()).exists():
            self.fields["include_subtree"].widget = forms.HiddenInput()
            self.fields["include_subtree"].disabled = True

    def clean_locales(self) -> Any:
        locales, parent = self.cleaned_data["locales"], self.page.get_parent()
        if parent.is_root():
            return locales
        existing = set(parent.get_translations().filter(alias_of=None).values_list("locale_id", flat=True))
        missing = [str(locale.get_display_name()) for locale in locales if locale.pk not in existing]
        if missing:
            text = _("Translate “%(title)s” first, which stands above. It is missing in: %(languages)s.")
            raise forms.ValidationError(text % {"title": parent.title, "languages": ", ".join(missing)})
        return locales


class RestrictedSubmitView(SubmitPageTranslationView):
    """Submits a page for translation; the translations are drafts."""

    def get_object(self) -> Page:
        page = super().get_object()
        if not may_translate(self.request.user, page):
            raise PermissionDenied
        return page

    def get_form(self) -> RestrictedSubmitForm:
        if self.request.method == "POST":
            return RestrictedSubmitForm(self.object, self.request.POST)
        initial = Locale.objects.filter(language_code=self.request.GET.get("select_locale", ""))
        return RestrictedSubmitForm(self.object, initial={"locales": initial} if initial else None)


class DraftUpdateForm(UpdateTranslationsForm):
    """Updates translations from the source page without publishing them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publish_translations"] = forms.BooleanField(
            required=False, disabled=True, widget=forms.HiddenInput
        )


class RestrictedUpdateView(UpdateTranslationsView):
    title = gettext_lazy("Fetch changes into the translations")

    def get_form(self) -> DraftUpdateForm:
        return DraftUpdateForm(self.request.POST if self.request.method == "POST" else None)

    def get_object(self) -> Any:
        source = super().get_object()
        if not may_translate(self.request.user, source.get_source_instance()):
            raise PermissionDenied
        return source


def upload_po_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Import a .po file that was downloaded from the translation; any other file is refused with a message."""
    file = request.FILES.get("file")
    if request.method == "POST" and not is_translation_po_file(file):
        messages.error(request, _("That is not a .po file of this translation. Download it here and fill it in."))
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
    return upload_pofile(request, translation_id)


def is_translation_po_file(file: UploadedFile | None) -> bool:
    """Whether the file is a .po file that names its translation. Leaves the file at its start."""
    if file is None:
        return False
    try:
        text = file.read().decode()
        valid = TRANSLATION_ID_HEADER in polib.pofile(text).metadata if "\n" in text else False
    except (OSError, UnicodeDecodeError):
        valid = False
    file.seek(0)
    return valid


def translatable_page_types() -> list[type[TranslatablePage]]:
    """The concrete page types that are offered for translation."""
    return [model for model in get_page_models() if issubclass(model, TranslatablePage)]
