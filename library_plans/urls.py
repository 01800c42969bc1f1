"""The register's URLs. They are public and stable, because pages of plans are cited by them."""

from django.urls import path, register_converter

from library_plans.url_converters import OrganisationCodeConverter, PathSlugConverter, PositiveIntConverter
from library_plans.views import county_calendar, edition, files, owner, page, plan, register, unreadable

register_converter(OrganisationCodeConverter, "code")
register_converter(PathSlugConverter, "name")
register_converter(PositiveIntConverter, "number")

app_name = "library_plans"
OWNER = "<code:code>-<name:slug>/"
PLAN = f"{OWNER}<name:plan>/"
EDITION = f"{PLAN}<number:edition>/"
PAGE = f"{EDITION}sida/<number:page>/"

urlpatterns = [
    path("", register.register, name="register"),
    path("utan-text/", unreadable.unreadable, name="unreadable"),
    path("lan/<str:county>/slutdatum.ics", county_calendar.county_calendar, name="county_calendar"),
    path(OWNER, owner.owner, name="owner"),
    path(PLAN, plan.plan, name="plan"),
    path(f"{PLAN}sida/<number:page>/", page.preferred_page, name="preferred_page"),
    path(EDITION, edition.edition, name="edition"),
    path(f"{EDITION}fil/", files.file, name="file"),
    path(PAGE, page.page, name="page"),
    path(f"{PAGE}bild/", files.page_image, name="page_image"),
]
