"""The Content-Security-Policy header of every response."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponseBase

ADMIN = "/admin/"


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Strict on public pages; Wagtail's admin starts its date pickers and previews by inline script and style."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path.startswith(ADMIN):
            update = {
                "script-src": UNSAFE_INLINE,
                "style-src": UNSAFE_INLINE,
                "img-src": ["data:", "blob:"],
                "font-src": "data:",
                "frame-src": SELF,
            }
            setattr(response, "_csp_update", update)  # noqa: B010 - django-csp's way to vary a policy by response
        return super().process_response(request, response)
