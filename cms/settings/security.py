"""Headers that keep pages from loading or doing what they need not."""

import os

from csp.constants import NONE, SELF

# Where the sign-in of other organisations stands: a browser lets our form lead to no other host that is not named.
SIGN_IN_ORIGINS = os.environ.get("SIGN_IN_ORIGINS", "").split()
# Public pages: nothing inline, nothing from another host. `delivery.content_security_policy` loosens it for Wagtail's
# admin alone.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *SIGN_IN_ORIGINS],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "manifest-src": [SELF],
        "report-uri": "/csp-rapport/",  # operations.policy_reports; every browser knows it, few the newer report-to
    },
}
# Open data, which pages of other hosts may read: the API, tables and feeds, and files of plans.
CROSS_ORIGIN_PATHS = r"/(api/|planer/$|planer/.*/fil/$|sok/$)"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
