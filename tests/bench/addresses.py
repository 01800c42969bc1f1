"""One address of every kind: public pages, downloads, the API, and the lists of the admin."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.images.models import Image
from wagtail.models import Page

from library_plans.models import Edition
from library_plans.summaries.models import PlanSummaryIndexPage, PlanSummaryPage
from themes.models import Theme

SEARCHES = ("", "q=bibliotek", "q=läsfrämjande", "q=nationella+minoriteter", "q=%22meröppet+bibliotek%22")
REGISTER = ("", "lan=12", "status=gallande", "q=ume", "format=csv")
API = (
    "plans",
    "plans?kommun=0180",
    "plans?status=gallande",
    "plans?tema=lasframjande",
    "editions",
    "editions?kommun=0180",
    "themes",
    "organisations",
    "organisations?lan=12",
    "search?q=bibliotek",
)
ADMIN = (
    "",
    "pages/",
    "planer/",
    "planer/?q=ume",
    "undantaget/",
    "organisationer/",
    "evenemang/",
    "rapporter/",
    "vagledning/",
    "erfarenheter/",
    "images/",
)


def public() -> Iterator[str]:
    """Every kind of page that readers see, from the data that is loaded.

    Raises:
        SystemExit: No plans are loaded.
    """
    edition = Edition.objects.owned().filter(page_count__gt=4).order_by("pk").first()
    if edition is None:
        raise SystemExit("No plans are loaded: run `make run` once first.")
    kinds: set[int] = set()
    pages = Page.objects.live().public().not_type((PlanSummaryIndexPage, PlanSummaryPage))  # these lead to plans
    for page in pages.filter(depth__gte=2, locale__language_code="sv").order_by("path"):
        if page.content_type_id not in kinds and page.specific_class and page.get_url():
            kinds.add(page.content_type_id)
            yield str(page.get_url())
    yield "/en/"
    yield from (f"/planer/?{query}".removesuffix("?") for query in REGISTER)
    plan = edition.plan.get_absolute_url()
    yield from ["/planer/utan-text/", plan.removesuffix("/").rpartition("/")[0] + "/", plan, f"{plan}{edition.number}/"]
    yield from [f"{plan}{edition.number}/sida/3/", f"{plan}{edition.number}/sida/3/?q=bibliotek"]
    yield f"{plan}{edition.number}/fil/"
    yield from ["/teman/", f"/teman/{Theme.objects.order_by('pk').first().slug}/"]
    yield from (f"/sok/?{query}".removesuffix("?") for query in SEARCHES)
    yield from ["/sok/?q=bibliotek&source=traffpunkt", "/sok/?q=bibliotek&format=csv", "/sok/forslag/?q=bibl"]
    yield from (image.get_rendition("width-1200").url for image in Image.objects.order_by("pk")[:1])
    yield from ["/traffpunkt/kalender.ics", "/traffpunkt/atom.xml", "/sitemap.xml"]


def api() -> Iterator[str]:
    edition = Edition.objects.owned().filter(page_count__gt=4).order_by("pk").first()
    own = (f"plans/{edition.plan_id}", f"editions/{edition.pk}", f"editions/{edition.pk}/pages")
    yield from (f"/api/v1/{address}" for address in (*API, *own))


def admin() -> Iterator[str]:
    yield from (f"/admin/{address}" for address in ADMIN)
