"""Views of Wagtail's that tell more than a user may know, narrowed (docs/decisions/0029-rights-of-every-address.md)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from wagtail.admin.views.bulk_action import index as bulk_action
from wagtail.admin.views.pages.move import MoveConfirmView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

View = Callable[..., HttpResponseBase]
BULK_ACTIONS = ("add", "change", "delete", "choose", "publish", "lock", "unlock")


class OwnPageTypesReportView(PageTypesUsageReportView):
    """Names the page of a type that was edited last only to those who may see it in the tree."""

    def decorate_paginated_queryset(self, page_types: Any) -> Any:
        own = policy_registry.get_by_type(Page).explorable_instances(self.request.user)
        edited = {one.last_edited_page_id for one in page_types} - {None}
        seen = set(own.filter(pk__in=edited).values_list("pk", flat=True))
        for one in page_types:
            one.last_edited_page_id = one.last_edited_page_id if one.last_edited_page_id in seen else None
        return super().decorate_paginated_queryset(page_types)


def own_bulk_action(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponseBase:
    """An action on several rows at once; Wagtail names those that one may do nothing with.

    Raises:
        Http404: The user may do nothing with any of them.
    """
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    policy = policy_registry.get_by_type(model)
    own = policy.instances_user_has_any_permission_for(request.user, set(BULK_ACTIONS))
    chosen = request.GET.getlist("id")
    if "all" in chosen and issubclass(model, Page):  # all that stand below a page; of files Wagtail takes one's own
        found = own.filter(pk=request.GET.get("childOf") or 0)
    else:
        found = own if "all" in chosen else own.filter(pk__in=[key for key in chosen if key.isdecimal()])
    if not found.exists():
        raise Http404
    if "all" not in chosen:
        query = request.GET.copy()
        query.setlist("id", [str(key) for key in found.values_list("pk", flat=True)])
        request.GET = query  # type: ignore[assignment]
    response: HttpResponseBase = bulk_action(request, app_label, model_name, action)
    return response


def confirm_own_move(request: HttpRequest, page_to_move_id: int, destination_id: int) -> HttpResponseBase:
    """Asks whether a page is to be moved; Wagtail asks anybody, and refuses only what is answered."""
    page, destination = (get_object_or_404(Page, pk=key) for key in (page_to_move_id, destination_id))
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied
    return MoveConfirmView.as_view()(request, page_to_move_id, destination_id)


def for_workflow_editors(view: View) -> View:
    """The view for those who may write workflows; Wagtail lists their tasks to everybody in the admin."""

    @wraps(view)
    def permitted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not any(request.user.has_perm(f"wagtailcore.{action}_workflow") for action in ("add", "change")):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return permitted
