"""What `make bench` measures: the site as served, on the demo's data under var/."""

from cms.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-measuring"  # noqa: S105
DEMO = True
ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
ROOT_URLCONF = "tests.bench.urls"
