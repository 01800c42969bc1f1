"""Creates what a new site needs: locales, pages, themes, groups with their rights, a sample image.

The groups and the workflow that Wagtail's own migrations leave behind are taken away.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, Site, Task, Workflow

from accessibility.initial_content import make_accessibility_statement
from accounts.groups import sync_groups
from home.initial_content import make_intranet, make_privacy_page
from home.models import HomePage
from home.permission_names import translate_permission_names
from home.sample_image import make_sample_image
from organisations.region_pages import make_region_pages
from themes.reference_data import load_themes

SECTIONS_FILE = Path(__file__).parent / "data" / "sections.toml"
SITE_TITLE = "Träffpunkt biblioteksplaner"
STOCK_GROUPS = ("Moderators", "Editors")
STOCK_WORKFLOW = "Moderators approval"


def set_up_site() -> bool:
    """Create what is missing; returns whether anything was. Safe to run again."""
    steps = (
        make_locales,
        make_home_page,
        make_sections,
        make_region_pages,
        load_themes,
        sync_rights,
        remove_stock_moderation,
        translate_permission_names,
        make_single_pages,
        make_sample_image,
    )
    with transaction.atomic():
        made = [step() for step in steps]
    return any(made)


def make_locales() -> bool:
    """Create the locales of the content languages; returns whether any was created."""
    made = [Locale.objects.get_or_create(language_code=code)[1] for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    return any(made)


def make_home_page() -> bool:
    """Make a HomePage the root of the default site and delete Wagtail's welcome page; returns whether it did."""
    if HomePage.objects.exists() and Site.objects.filter(is_default_site=True).exists():
        return False
    home = HomePage.objects.first() or add_home_page()
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    welcome = site.root_page if site.root_page_id else None
    site.root_page, site.site_name = home.page_ptr, SITE_TITLE
    site.save()
    if welcome and is_welcome_page(welcome):
        welcome.delete()
    return True


def add_home_page() -> HomePage:
    """Add a start page below the root of the tree, with a free slug."""
    root = Page.get_first_root_node()
    taken = set(root.get_children().values_list("slug", flat=True))
    slug = next(slug for slug in ("start", "traffpunkt-biblioteksplaner", "startsidan") if slug not in taken)
    return root.add_child(instance=HomePage(title=SITE_TITLE, slug=slug))


def is_welcome_page(page: Page) -> bool:
    """Whether it is the unchanged welcome page of Wagtail's first migration, without pages below."""
    return page.content_type == ContentType.objects.get_for_model(Page) and page.slug == "home" and page.is_leaf()


def make_sections() -> bool:
    """Create the missing index pages below the start page; returns whether any was created."""
    sections: list[dict[str, Any]] = tomllib.loads(SECTIONS_FILE.read_text(encoding="utf-8"))["sections"]
    models = [apps.get_model(section.pop("model")) for section in sections]
    types = ContentType.objects.get_for_models(*models)
    existing = set(Page.objects.filter(content_type__in=types.values()).values_list("content_type", flat=True))
    missing = [row for row in zip(models, sections, strict=True) if types[row[0]].pk not in existing]
    for model, texts in missing:
        home = HomePage.source_page()
        if "slug" in texts:
            texts["slug"] = find_available_slug(home, texts["slug"])
        home.add_child(instance=model(**texts))
    return bool(missing)


def sync_rights() -> bool:
    """Give the groups of KB and the regions their rights; returns whether anything changed."""
    return bool(sync_groups())


def remove_stock_moderation() -> bool:
    """Delete the groups, workflow and task of Wagtail's first migration where nobody uses them; returns whether any."""
    stock: list[QuerySet[Any]] = [
        Group.objects.filter(name__in=STOCK_GROUPS, user__isnull=True),
        Workflow.objects.filter(name=STOCK_WORKFLOW, workflow_states__isnull=True),
        Task.objects.filter(name=STOCK_WORKFLOW, task_states__isnull=True),
    ]
    deleted = [rows.delete()[0] for rows in stock]
    return any(deleted)


def make_single_pages() -> bool:
    """Create accessibility statement, privacy page and intranet where missing; returns whether any was created."""
    site = Site.objects.get(is_default_site=True)
    return any([make_accessibility_statement(site), make_privacy_page(site), make_intranet(site)])
