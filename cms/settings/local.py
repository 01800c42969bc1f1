"""A checkout on one's own machine: the demo, on files under `var/`. For `make run`, and `manage.py` in any shell."""

import os
import secrets
from contextlib import suppress

from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DEMO", "1")
os.environ.setdefault("MFA_REQUIRED", "0")  # the demo's known users sign in by password alone

from cms.settings.base import *  # noqa: F403
from cms.settings.base import BEHIND_TLS, VAR_DIR

if BEHIND_TLS:
    raise ImproperlyConfigured("BEHIND_TLS is on: set DJANGO_SETTINGS_MODULE=cms.settings.production here.")


def stored_secret_key() -> str:
    """The key that is kept under `var/` and that its owner alone may read; made when there is none."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_name(f"secret-key.{os.getpid()}")
        scratch.touch(mode=0o600)
        scratch.write_text(secrets.token_urlsafe(48))
        with suppress(FileExistsError):  # another process was first
            path.hardlink_to(scratch)
        scratch.unlink()
    path.chmod(0o600)  # also one that an earlier version made
    return path.read_text().strip()


SECRET_KEY = os.environ.get("SECRET_KEY") or stored_secret_key()
