"""Which cases somebody meets in the admin."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.actors import actor_of
from submissions.models import Submission

PERMISSION = "submissions.view_submission"
View = Callable[..., HttpResponseBase]


def moderators_only(view: View) -> View:
    """The view for those who have a desk; others get the page for what is not permitted."""

    @wraps(view)
    def permitted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return permitted


def desk_of(user: Any) -> Any:
    """The cases that a user handles: a queryset."""
    return Submission.objects.handled_by(actor_of(user)).select_related("organisation", "handler", "contact")


def case_or_404(user: Any, pk: int) -> Submission:
    """A case on the user's desk; another region's does not exist."""
    case: Submission = get_object_or_404(desk_of(user), pk=pk)
    return case
