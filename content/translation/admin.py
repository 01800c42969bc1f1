"""Translation in the admin, where wagtail-localize lets more happen than its editors may do.

Its views ask for one right only, `submit_translation`. Here: only the types that are meant to be translated are, by
those who may edit the page; a page comes after the one above it, which Wagtail would else show in Swedish at the
address of another language; nothing is published by anybody who may not publish it; a file that is not a
translation is refused in words.
"""

from __future__ import annotations

from typing import Any

import polib
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page
from wagtail_localize.views.edit_translation import upload_pofile
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitTranslationForm
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from content.translation.pages import TranslatedPage

OF_TRANSLATION = "X-WagtailLocalize-TranslationID"  # the line of a .po that says which translation it belongs to


def may_translate(user: Any, page: Page) -> bool:
    """Whether a page is of a type that is translated, and the user may edit it."""
    kind = page.specific_class
    return bool(kind and issubclass(kind, TranslatedPage) and page.permissions_for_user(user).can_edit())


class SubmitForm(SubmitTranslationForm):
    """The languages to translate a page into; those below it come along only when all are of a type for it."""

    def __init__(self, instance: Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(instance, *args, **kwargs)
        self.page = instance
        if instance.get_descendants().not_exact_type(*translated_types()).exists():
            self.fields["include_subtree"].widget = forms.HiddenInput()
            self.fields["include_subtree"].disabled = True

    def clean_locales(self) -> Any:
        locales, above = self.cleaned_data["locales"], self.page.get_parent()
        if above.is_root():
            return locales
        there = set(above.get_translations().filter(alias_of=None).values_list("locale_id", flat=True))
        missing = [str(locale.get_display_name()) for locale in locales if locale.pk not in there]
        if missing:
            text = _("Translate “%(title)s” first, which stands above. It is missing in: %(languages)s.")
            raise forms.ValidationError(text % {"title": above.title, "languages": ", ".join(missing)})
        return locales


class SubmitView(SubmitPageTranslationView):
    """Begins translations, as drafts."""

    def get_object(self) -> Page:
        page = super().get_object()
        if not may_translate(self.request.user, page):
            raise PermissionDenied
        return page

    def get_form(self) -> SubmitForm:
        if self.request.method == "POST":
            return SubmitForm(self.object, self.request.POST)
        chosen = Locale.objects.filter(language_code=self.request.GET.get("select_locale", ""))
        return SubmitForm(self.object, initial={"locales": chosen} if chosen else None)


class UpdateForm(UpdateTranslationsForm):
    """Fetches what has changed in the Swedish page, for translators to go on from: published is each on its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publish_translations"] = forms.BooleanField(
            required=False, disabled=True, widget=forms.HiddenInput
        )


class UpdateView(UpdateTranslationsView):
    title = gettext_lazy("Fetch changes into the translations")

    def get_form(self) -> UpdateForm:
        return UpdateForm(self.request.POST if self.request.method == "POST" else None)

    def get_object(self) -> Any:
        source = super().get_object()
        if not may_translate(self.request.user, source.get_source_instance()):
            raise PermissionDenied
        return source


def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Takes in a .po that the translation's own page has written; another file is refused and changes nothing."""
    file = request.FILES.get("file")
    if request.method == "POST" and not is_of_a_translation(file):
        messages.error(request, _("That is not a .po file of this translation. Download it here and fill it in."))
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
    return upload_pofile(request, translation_id)


def is_of_a_translation(file: UploadedFile | None) -> bool:
    """Whether the file can be read and says which translation it is of; it can be read again afterwards."""
    if file is None:
        return False
    try:
        text = file.read().decode()
        found = OF_TRANSLATION in polib.pofile(text).metadata if "\n" in text else False
    except (OSError, UnicodeDecodeError):
        found = False
    file.seek(0)
    return found


def closed(request: HttpRequest, **names: Any) -> HttpResponse:
    """No page in another language becomes a copy in Swedish."""
    raise Http404


def translated_types() -> list[type[TranslatedPage]]:
    """Every concrete type of page that is offered for translation."""
    kinds, found = [TranslatedPage], []
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        found += [] if kind._meta.abstract else [kind]
    return found
