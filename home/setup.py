"""What a site must have before anybody signs in: its start page and the rights of KB's editors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from cms.pages import BasePage
from dialogue.models import DialogueIndexPage
from events.models import EventIndexPage
from guidance.models import GuidanceIndexPage
from home.information import make_information
from home.models import HomePage
from library_plans.models import PlanSummaryIndexPage
from organisations.models import RegionIndexPage
from organisations.region_pages import make_region_pages
from reports.models import ReportIndexPage
from themes.reference import load as load_themes

TITLE = "Träffpunkt biblioteksplaner"
KB = "KB"
# Nothing here may be deleted: files, decisions and pages are public records.
PERMISSIONS: Mapping[str, tuple[str, ...]] = {
    "wagtailadmin": ("access_admin",),
    "library_plans": tuple(
        f"{action}_{model}"
        for model in ("plan", "planowner", "decision", "edition", "withheld")
        for action in ("add", "change", "view")
    ),
    "organisations": ("add_organisation", "change_organisation", "view_organisation"),
    "themes": ("add_theme", "change_theme", "view_theme"),
    "reports": ("spread_report",),
    "guidance": ("view_guidanceanswer",),
    "wagtail_localize": ("submit_translation",),
    "home": ("view_homepage", "change_homepage", "change_sitesettings"),
}
# The page of each section, with its title, by which Wagtail makes its address, and what stands under the heading.
SECTIONS: Sequence[tuple[type[BasePage], str, str]] = (
    (
        EventIndexPage,
        "Träffpunkt",
        "Träffar om hur biblioteksplaner utformas och används, och det som finns kvar efteråt.",
    ),
    (
        ReportIndexPage,
        "Rapporter",
        "Hur biblioteksplaner utformas och används, i landet, regionerna och kommunerna.",
    ),
    (
        DialogueIndexPage,
        "Erfarenheter och förslag",
        "Vad kommuner och regioner har lärt sig om biblioteksplaner, vad de föreslår och vad de har fått för svar.",
    ),
    (GuidanceIndexPage, "Vägledning", "Steg för steg: så kan en plan tas fram, användas och följas upp."),
    (PlanSummaryIndexPage, "Sammanfattningar av planer", ""),
    (RegionIndexPage, "Regioner", "Rapporter och träffar om biblioteksplaner, region för region."),
)
ADDRESSES: Mapping[type[BasePage], str] = {DialogueIndexPage: "erfarenheter"}  # shorter than the title
ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
ON_FILES = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
}


def set_up() -> bool:
    """Make what is missing of the languages, the pages, the themes and the group; whether anything was."""
    steps = (make_locales, make_home_page, make_sections, make_region_pages, load_themes, make_group, make_information)
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
    kinds = ContentType.objects.get_for_models(*(model for model, *_texts in SECTIONS))
    held = set(Page.objects.filter(content_type__in=kinds.values()).values_list("content_type", flat=True))
    missing = [section for section in SECTIONS if kinds[section[0]].pk not in held]
    for model, title, introduction in missing:
        home = HomePage.swedish()
        texts = {"introduction": introduction} if introduction else {}
        if model in ADDRESSES:
            texts["slug"] = find_available_slug(home, ADDRESSES[model])
        home.add_child(instance=model(title=title, **texts))
    return bool(missing)


def make_group() -> bool:
    """The group KB, with at least these rights; rights that were added by hand stay."""
    group, created = Group.objects.get_or_create(name=KB)
    wanted = set(permissions(PERMISSIONS))
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
