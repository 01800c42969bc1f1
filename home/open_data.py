"""The page about open data: what there is to fetch, under which terms, with examples that can be tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from content.components import Breadcrumb, Breadcrumbs
from delivery.open_data import LICENSE_NAME, LICENSE_URL
from delivery.page_cache import cacheable
from library_plans.models import Edition
from library_plans.open_data.archive import current_archive
from themes.models import Theme

# Every path of the OpenAPI description, in the order of the page.
PATHS: tuple[tuple[str, Promise], ...] = (
    ("/api/v1/plans", gettext_lazy("Plans with owners, status, years and decisions")),
    ("/api/v1/plans/{plan}", gettext_lazy("One plan by its id")),
    ("/api/v1/editions", gettext_lazy("Collected files with source, date and checksum")),
    ("/api/v1/editions/{edition}", gettext_lazy("One edition by its id")),
    ("/api/v1/editions/{edition}/pages", gettext_lazy("The text of an edition, page by page")),
    ("/api/v1/search", gettext_lazy("Search in the plans, with the words and filters of the search page")),
    ("/api/v1/organisations", gettext_lazy("Municipalities and regions with codes and counties")),
    ("/api/v1/themes", gettext_lazy("Themes with the words that they are searched by")),
)


@dataclass(frozen=True, slots=True)
class Example:
    """An address that can be tried, without host."""

    text: str
    url: str


@require_safe
@cacheable
def open_data(request: HttpRequest) -> HttpResponse:
    """The page, with examples from what the register holds today."""
    context = {
        "breadcrumbs": Breadcrumbs([Breadcrumb(_("Start"), "/"), Breadcrumb(_("Open data"))]),
        "paths": PATHS,
        "examples": [*api_examples(), *table_examples(), *feed_examples()],
        "host": request.build_absolute_uri("/").rstrip("/"),
        "description_url": reverse("api:openapi-json"),
        "archive": current_archive(),
        "license_name": LICENSE_NAME,
        "license_url": LICENSE_URL,
    }
    return render(request, "home/open_data.html", context)


def api_examples() -> Iterator[Example]:
    yield Example(_("Plans in force in the county of Västerbotten"), "/api/v1/plans?lan=24&status=gallande")
    yield Example(_("Plans adopted in 2023 that begin in 2024"), "/api/v1/plans?antagen=2023&borjar=2024")
    yield Example(
        _("The collected files of the municipalities, adopted text"), "/api/v1/editions?niva=kommun&variant=antagen"
    )
    edition = Edition.objects.owned().readable().order_by("pk").first()
    if edition is not None:
        yield Example(_("One edition with its checksum"), f"/api/v1/editions/{edition.pk}")
        yield Example(_("Its text, page by page"), f"/api/v1/editions/{edition.pk}/pages")
    theme = Theme.objects.order_by("-kind", "position").first()
    if theme is not None:
        name = _("Plans about the theme “%(name)s”") % {"name": theme.name}
        yield Example(name, f"/api/v1/plans?tema={theme.slug}")
    words = urlencode({"q": _("läsfrämjande små barn")})
    yield Example(_("Pages about promoting reading for small children"), f"/api/v1/search?{words}")


def table_examples() -> Iterator[Example]:
    register, found = reverse("library_plans:register"), reverse("search:results")
    yield Example(_("The register as a table (CSV)"), f"{register}?format=csv")
    yield Example(_("The hits of a search as a table (CSV)"), f"{found}?q=bokbuss&format=csv")


def feed_examples() -> Iterator[Example]:
    found = reverse("search:results")
    yield Example(_("A search to follow (Atom)"), f"{found}?q=bokbuss&format=atom")
    yield Example(_("Everything collected last, to follow (Atom)"), f"{found}?scope=alla&format=atom")
