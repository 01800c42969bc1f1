"""What stands at the addresses of views of Wagtail and its packages that this site does not use."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


def disabled_view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Replaces `convert_to_alias`: a translation is not turned back into a copy of the Swedish page. And the dialogue
    of page privacy: who sees a page is chosen in its form, without passwords and groups of one's own making.

    Raises:
        Http404: Always.
    """
    raise Http404
