"""The entry point for a WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = get_wsgi_application()

# What is loaded now stays for the life of the process: the garbage collector need not look at it again and again.
gc.collect()
gc.freeze()
