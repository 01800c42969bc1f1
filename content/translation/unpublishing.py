"""Unpublishes translations together with their source page, when the editor chooses so."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from content.translation.pages import TranslatablePage


def unpublish_translations(request: HttpRequest, pages: Iterable[Page]) -> None:
    """Unpublish the translations of source pages, those that the user may; what is below them as the form says."""
    below = bool(request.POST.get("include_descendants"))
    sources = [page for page in (page.specific for page in pages) if isinstance(page, TranslatablePage)]
    translations = [one for source in sources for one in source.live_translations.specific()]
    allowed = [one for one in translations if one.permissions_for_user(request.user).can_unpublish()]
    for translation in allowed:
        UnpublishPageAction(translation, user=request.user, include_descendants=below).execute()
    message = ngettext("%(count)s translation unpublished.", "%(count)s translations unpublished.", len(allowed))
    messages.success(request, message % {"count": len(allowed)})
