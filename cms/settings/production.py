"""Production. No process starts while a required variable is missing or a deployment check fails."""

import os

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *  # noqa: F403
from cms.settings.error_reporting import report_errors

REQUIRED = ("SECRET_KEY", "DATABASE_URL", "SITE_URL", "ALLOWED_HOSTS")
if missing := [name for name in REQUIRED if not os.environ.get(name)]:
    raise ImproperlyConfigured(f"Missing in the environment: {', '.join(missing)}. See docs/operations.md.")

ENFORCE_CHECKS = True  # see operations.apps
report_errors(os.environ)
