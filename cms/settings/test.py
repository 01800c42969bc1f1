"""What the tests change: cheap passwords, tasks on commit, files in a folder of their own, warnings as errors."""

import tempfile
from pathlib import Path

from cms.settings.base import *  # noqa: F403
from cms.settings.base import CACHES, INSTALLED_APPS, MEDIA_URL, RELATED_PAGE_TYPES
from cms.settings.file_storage import file_storages

SECRET_KEY = "only-for-tests"  # noqa: S105
DEMO = True
MFA_REQUIRED = False  # the tests of sign-in switch it on
if "demo" not in INSTALLED_APPS:
    INSTALLED_APPS.insert(0, "demo")
INSTALLED_APPS.insert(0, "tests.specimens")  # page types of nobody's, to try the bases on
RELATED_PAGE_TYPES = {**RELATED_PAGE_TYPES, "specimens.SpecimenRelated": ["specimens.SpecimenPage"]}
SAML_APPS = [{"client_id": "tests"}]  # has the addresses in place; the tests of SAML bring providers of their own
INSTALLED_APPS.append("allauth.socialaccount.providers.saml")
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "tests.task_backend.OnCommitBackend"}}

LINK_MONITOR = False  # its own tests switch it on: no other asks a host

SCRATCH = Path(tempfile.mkdtemp(prefix="traffpunkt-test-"))
MEDIA_ROOT = SCRATCH / "media"
PLAN_FILES_ROOT = SCRATCH / "plan-files"
PAGE_IMAGES_ROOT = SCRATCH / "page-images"
THROTTLES_DIR = SCRATCH / "throttles"
CACHES = {
    **CACHES,
    "default": {**CACHES["default"], "LOCATION": SCRATCH / "cache"},
    "throttles": {**CACHES["throttles"], "LOCATION": THROTTLES_DIR},
}
SEARCH_URL = f"sqlite:///{SCRATCH / 'search' / 'index.sqlite3'}"
SEARCH_QUEUE_DIR = SCRATCH / "search"
SCHEDULER_HEARTBEAT, WORKER_HEARTBEAT = SCRATCH / "scheduler.alive", SCRATCH / "worker.alive"
STATIC_ROOT = SCRATCH / "static"
STATIC_ROOT.mkdir()  # WhiteNoise warns when it is missing
STORAGES = {
    **file_storages({}, MEDIA_URL, PLAN_FILES_ROOT),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
