"""What readers are served with. Nothing starts until the environment says all that is needed and nothing unfit."""

import os

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *  # noqa: F403

REQUIRED = ("SECRET_KEY", "DATABASE_URL", "SITE_URL", "ALLOWED_HOSTS")
if missing := [name for name in REQUIRED if not os.environ.get(name)]:
    raise ImproperlyConfigured(f"Missing in the environment: {', '.join(missing)}. See docs/operations.md.")

REFUSE_UNFIT = True  # operations.apps: no process starts while one of the checks of `operations` fails
