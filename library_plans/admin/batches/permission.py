"""Who may work with batches: whoever may register plans."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

PERMISSION = "library_plans.add_plan"
View = Callable[..., HttpResponseBase]


def registers_plans(view: View) -> View:
    """The view for those who may register plans; others get the page for what is not permitted."""

    @wraps(view)
    def permitted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return permitted
