"""What `make bench` measures: the site as served, on the demo's data under var/."""

import os

os.environ.setdefault("DEMO", "1")  # `base` installs the demo then

from cms.settings.base import *  # noqa: F403

MFA_REQUIRED = False
SECRET_KEY = "only-for-measuring"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
ROOT_URLCONF = "tests.bench.urls"
