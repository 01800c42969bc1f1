"""A site whose waits are a tenth of the real ones, so that a lock of three seconds stands for one of thirty.

With LOCK_SECONDS=30 the lock and the wait for the database are the real ones.
"""

import os

from cms.settings.base import *  # noqa: F403
from cms.settings.base import DATABASES, STORAGES

LOCK_SECONDS = int(os.environ.get("LOCK_SECONDS", "3"))
SECRET_KEY = "only-for-tests"
MFA_REQUIRED = False  # the editor signs in by password alone
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
DATABASES["default"]["OPTIONS"]["timeout"] = LOCK_SECONDS * 2 // 3
TASK_LEASE_SECONDS = LOCK_SECONDS + 1
TASK_RETRY_SECONDS = [1, 1, 1, 1, 1]
TASK_WAITING_SECONDS = 3
