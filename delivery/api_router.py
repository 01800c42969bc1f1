"""The router of the public API: an operation that supports GET supports HEAD."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest
from ninja import Path, Router

View = TypeVar("View", bound=Callable[..., Any])
PREFIX = "/api/"
RowId = Annotated[int, Path(ge=1, lt=2**63)]  # a primary key in an address


def is_of_api(request: HttpRequest) -> bool:
    """Whether the answer is for a program, also where no view was found."""
    return request.path_info.startswith(PREFIX)


class ReadOnlyRouter(Router):
    """Ninja's own router responds to HEAD with 405. The OpenAPI schema keeps GET alone: operation ids are unique."""

    def get(self, path: str, **options: Any) -> Callable[[View], View]:
        def register(view: View) -> View:
            self.api_operation(["HEAD"], path, **{**options, "include_in_schema": False})(view)
            return super(ReadOnlyRouter, self).get(path, **options)(view)

        return register
