"""The privacy page that the law requires, the site's settings that link to it, and the intranet's start page."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from wagtail.coreutils import find_available_slug
from wagtail.models import Site

from content.audiences import Audience, page_audience, set_page_audience
from home.models import InformationPage, IntranetPage, SiteSettings

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


def make_intranet(site: Site) -> bool:
    """Create the intranet's start page and show it to signed-in users alone; returns whether anything was missing."""
    page = IntranetPage.objects.first()
    if page is None:
        page = IntranetPage(title="Intranät", slug=find_available_slug(site.root_page, "intranat"))
        page.introduction = "För dig som är inloggad: nyheter, arbetsmaterial och vem du kan fråga."
        site.root_page.add_child(instance=page)
    elif page_audience(page) == Audience.SIGNED_IN:
        return False
    set_page_audience(page, Audience.SIGNED_IN)
    return True
