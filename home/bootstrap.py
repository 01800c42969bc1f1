"""What a site must have before anybody signs in: its start page and the rights of KB's editors."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from accessibility.initial_content import make_statement
from home.initial_content import make_privacy_page
from home.models import HomePage
from home.sample_image import make_sample_image
from organisations.region_pages import make_region_pages
from themes.reference_data import load as load_themes

SECTIONS = Path(__file__).parent / "data" / "sections.toml"
TITLE = "Träffpunkt biblioteksplaner"
KB = "KB"
# Nothing may be deleted: files, decisions and pages are public records.
ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
ON_FILES = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
}


def set_up() -> bool:
    """Make what is missing of languages, pages, themes, rights and the sample image; whether anything was."""
    steps = (
        make_locales,
        make_home_page,
        make_sections,
        make_region_pages,
        load_themes,
        make_group,
        make_information,
        make_sample_image,
    )
    with transaction.atomic():
        made = [step() for step in steps]
    return any(made)


def make_locales() -> bool:
    """The languages that pages may be translated into."""
    made = [Locale.objects.get_or_create(language_code=code)[1] for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    return any(made)


def make_home_page() -> bool:
    """Put a HomePage at the root of the default site, and take away the page that Wagtail greets developers with."""
    if HomePage.objects.exists() and Site.objects.filter(is_default_site=True).exists():
        return False
    home = HomePage.objects.first() or place_home_page()
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    welcome = site.root_page if site.root_page_id else None
    site.root_page, site.site_name = home.page_ptr, TITLE
    site.save()
    if welcome and is_welcome(welcome):
        welcome.delete()
    return True


def place_home_page() -> HomePage:
    """A start page below the root of the tree, at an address that no page has."""
    root = Page.get_first_root_node()
    taken = set(root.get_children().values_list("slug", flat=True))
    slug = next(slug for slug in ("start", "traffpunkt-biblioteksplaner", "startsidan") if slug not in taken)
    return root.add_child(instance=HomePage(title=TITLE, slug=slug))


def is_welcome(page: Page) -> bool:
    """Whether it is the empty page of Wagtail's first migration and nothing that anybody wrote."""
    return page.content_type == ContentType.objects.get_for_model(Page) and page.slug == "home" and page.is_leaf()


def make_sections() -> bool:
    """The page of each section that has none, below the start page."""
    sections: list[dict[str, Any]] = tomllib.loads(SECTIONS.read_text(encoding="utf-8"))["sections"]
    models = [apps.get_model(section.pop("model")) for section in sections]
    types = ContentType.objects.get_for_models(*models)
    held = set(Page.objects.filter(content_type__in=types.values()).values_list("content_type", flat=True))
    missing = [row for row in zip(models, sections, strict=True) if types[row[0]].pk not in held]
    for model, texts in missing:
        home = HomePage.swedish()
        if "slug" in texts:
            texts["slug"] = find_available_slug(home, texts["slug"])
        home.add_child(instance=model(**texts))
    return bool(missing)


def make_group() -> bool:
    """The group KB, with at least these rights; rights that were added by hand stay."""
    group, created = Group.objects.get_or_create(name=KB)
    wanted = set(permissions(editor_permissions()))
    missing = wanted - set(group.permissions.all())
    group.permissions.add(*missing)
    home = HomePage.swedish()
    on_pages = [
        GroupPagePermission.objects.get_or_create(group=group, page=home.page_ptr, permission=permission)[1]
        for permission in permissions({"wagtailcore": ON_PAGES})
    ]
    root = Collection.get_first_root_node()
    on_files = [
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)[1]
        for permission in permissions(ON_FILES)
    ]
    return created or bool(missing) or any(on_pages) or any(on_files)


def make_information() -> bool:
    """The accessibility statement, and the privacy page with the site's settings."""
    site = Site.objects.get(is_default_site=True)
    return any([make_statement(site), make_privacy_page(site)])


def editor_permissions() -> dict[str, list[str]]:
    """What each app lets KB's editors do, by app label: `editor_permissions` of its AppConfig."""
    wanted: dict[str, list[str]] = {}
    for config in apps.get_app_configs():
        for name in getattr(config, "editor_permissions", ()):
            app, _, codename = name.partition(".")
            wanted.setdefault(app, []).append(codename)
    return wanted


def permissions(wanted: Mapping[str, Iterable[str]]) -> list[Permission]:
    """The permissions with these names.

    Raises:
        Permission.DoesNotExist: A name that no installed app has.
    """
    return [
        Permission.objects.get(content_type__app_label=app, codename=name)
        for app, names in wanted.items()
        for name in names
    ]
