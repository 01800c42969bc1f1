"""Adding a page without walking the tree: from the workbench and from the list of its type.

    @hooks.register(SHORTCUT_HOOK)
    def add_shortcuts(request: HttpRequest) -> list[AddShortcut]: ...

An app gives only what the user may add.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from wagtail import hooks
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.models import Page

SHORTCUT_HOOK = "register_add_shortcuts"


@dataclass(frozen=True, slots=True)
class AddShortcut:
    """A link to the form of a new page; shortcuts stand in `order`."""

    label: str
    url: str
    order: int


def add_shortcuts(request: HttpRequest) -> list[AddShortcut]:
    """The shortcuts of all apps, in order; each leads back to the admin's first page."""
    found: Iterable[AddShortcut] = (one for give in hooks.get_hooks(SHORTCUT_HOOK) for one in give(request))
    back = urlencode({"next": reverse("wagtailadmin_home")})
    return [AddShortcut(one.label, f"{one.url}?{back}", one.order) for one in sorted(found, key=lambda one: one.order)]


def may_add_below(user: Any, *models: type[Page]) -> bool:
    """Whether a user may add a page below one of a type."""
    types = ContentType.objects.get_for_models(*models).values()
    pages = Page.objects.filter(content_type__in=types).select_related("content_type")
    return any(page.permissions_for_user(user).can_add_subpage() for page in pages)


class FirstParentView(ChooseParentView):
    """Leads to the form of a new page below the one page of the first type that may hold it.

    The form leads back to where one came from, or to the list. Where the user may add nothing there, or there are
    several such pages, it is asked as Wagtail does.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        parents = self.parents_of_type(self.model.allowed_parent_page_models()[0]).values_list("pk", flat=True)
        if len(found := parents[:2]) != 1:
            response: HttpResponse = super().get(request, *args, **kwargs)
            return response
        options = self.model._meta
        form = reverse("wagtailadmin_pages:add", args=[options.app_label, options.model_name, found[0]])
        return redirect(f"{form}?{urlencode({'next': self.back_url})}")

    def parents_of_type(self, model: type[Page]) -> Any:
        """The pages of a type below which the user may add a page."""
        holder = ContentType.objects.get_for_model(model)
        return self.get_valid_parent_pages(self.request.user).filter(content_type=holder)

    @property
    def back_url(self) -> str:
        return get_valid_next_url_from_request(self.request) or self.get_index_url()
