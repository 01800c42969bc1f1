"""The accessibility statement that every public site must have."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Site

from accessibility.models import AccessibilityStatementPage

TEXT = Path(__file__).parent / "data" / "statement.toml"


def make_statement(site: Site) -> bool:
    """Make the statement below a site's start page where there is none; whether it was made.

    In the demo its summary says that nobody has made the statement their own.
    """
    if AccessibilityStatementPage.objects.exists():
        return False
    text: dict[str, Any] = tomllib.loads(TEXT.read_text(encoding="utf-8"))
    example, shortfalls = text.pop("example"), text.pop("shortfalls")
    if settings.DEMO:
        text["summary"] = f"{text['summary']} {example}"
    page = AccessibilityStatementPage(
        **text, shortfalls=[("shortfall", row) for row in shortfalls], site_published_on=timezone.localdate()
    )
    site.root_page.add_child(instance=page)
    return True
