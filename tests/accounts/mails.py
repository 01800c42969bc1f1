"""Reads what was mailed."""

import re

from django.core import mail


def mailed_code() -> str:
    """The code in the newest mail, which stands alone on its line."""
    return re.search(r"^[A-Z0-9]+(-[A-Z0-9]+)*$", mail.outbox[-1].body, re.MULTILINE)[0]


def mailed_link() -> str:
    """The path of the invitation in the newest mail."""
    return re.search(r"/inbjudan/\S+", mail.outbox[-1].body)[0]
