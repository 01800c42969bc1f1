"""The forms of the admin while nothing is stored: they are shown as ever, and say so.

Wagtail stores who has a form open, and who follows the comments of a page, when the form is read.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from wagtail.admin.views.generic.mixins import CreateEditViewOptionalFeaturesMixin
from wagtail.admin.views.pages.edit import EditView as PageEditView
from wagtail.models import PageSubscription

from delivery.read_only import sentence


def show_forms_while_read_only() -> None:
    """Let forms store nothing when they are opened in a site that is read-only."""
    for view_class in (PageEditView, CreateEditViewOptionalFeaturesMixin):
        view_class.get_editing_sessions = told_instead(view_class.get_editing_sessions)
    PageSubscription.save = unless_read_only(PageSubscription.save)


def told_instead(get_editing_sessions: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The sessions of those who have the form open; a message that nothing can be saved while that is so."""

    @wraps(get_editing_sessions)
    def sessions_or_message(view: Any) -> Any:
        if not settings.READ_ONLY:
            return get_editing_sessions(view)
        messages.warning(view.request, sentence())
        return None

    return sessions_or_message


def unless_read_only(save: Callable[..., None]) -> Callable[..., None]:
    @wraps(save)
    def saved_if_possible(row: Any, *args: Any, **kwargs: Any) -> None:
        if not settings.READ_ONLY:
            save(row, *args, **kwargs)

    return saved_if_possible
