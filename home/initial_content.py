"""The privacy page that the law requires, and the site's settings that link to it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from wagtail.models import Site

from home.models import InformationPage, SiteSettings

PRIVACY_FILE = Path(__file__).parent / "data" / "privacy.toml"


def make_privacy_page(site: Site) -> bool:
    """Create the privacy page and the settings of a site that has no settings; returns whether they were created."""
    if SiteSettings.objects.filter(site=site).exists():
        return False
    text: dict[str, Any] = tomllib.loads(PRIVACY_FILE.read_text(encoding="utf-8"))
    body = [block for section in text["sections"] for block in section_blocks(section["heading"], section["text"])]
    page = InformationPage(title=text["title"], slug=text["slug"], summary=text["summary"], body=body)
    site.root_page.add_child(instance=page)
    links = [("link", {"text": text["link"], "page": page, "url": ""})]
    SiteSettings.objects.create(site=site, privacy_page=page, links=links)
    return True


def section_blocks(heading: str, text: str) -> list[tuple[str, Any]]:
    return [("heading", {"text": heading, "level": "2"}), ("text", text)]
