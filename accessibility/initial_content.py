"""The accessibility statement that the law requires."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Site

from accessibility.models import AccessibilityStatementPage

STATEMENT_FILE = Path(__file__).parent / "data" / "statement.toml"


def make_accessibility_statement(site: Site) -> bool:
    """Create the statement below a site's start page unless there is one; returns whether it was created.

    In the demo its summary says that the statement is an example.
    """
    if AccessibilityStatementPage.objects.exists():
        return False
    text: dict[str, Any] = tomllib.loads(STATEMENT_FILE.read_text(encoding="utf-8"))
    example, shortfalls = text.pop("example"), text.pop("shortfalls")
    if settings.DEMO:
        text["summary"] = f"{text['summary']} {example}"
    page = AccessibilityStatementPage(
        **text, shortfalls=[("shortfall", row) for row in shortfalls], site_published_on=timezone.localdate()
    )
    site.root_page.add_child(instance=page)
    return True
