"""The privacy page that every public site must have, with the settings that link to it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from wagtail.models import Site

from home.models import InformationPage, SiteSettings

TEXT = Path(__file__).parent / "data" / "privacy.toml"


def make_privacy_page(site: Site) -> bool:
    """Make it once a site, with the settings; editors may move it and change the link. Whether it was made."""
    if SiteSettings.objects.filter(site=site).exists():
        return False
    text: dict[str, Any] = tomllib.loads(TEXT.read_text(encoding="utf-8"))
    body = [block for section in text["sections"] for block in blocks(section["heading"], section["text"])]
    page = InformationPage(title=text["title"], slug=text["slug"], summary=text["summary"], body=body)
    site.root_page.add_child(instance=page)
    SiteSettings.objects.create(site=site, links=[("link", {"text": text["link"], "page": page, "url": ""})])
    return True


def blocks(heading: str, text: str) -> list[tuple[str, Any]]:
    return [("heading", {"text": heading, "level": "2"}), ("text", text)]
