"""How mail is sent."""

import os

from cms.settings.environment import flag

# Mail is queued for the worker, which delivers it. The demo prints it.
EMAIL_BACKEND = "delivery.mail_queue.QueueEmailBackend"
EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.{}.EmailBackend".format("console" if flag("DEMO") else "smtp")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10  # seconds: other tasks wait
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "webbplatsen@localhost")
