"""The register's addresses. They are public and stable: a page that was cited stays where it was."""

from django.urls import path, register_converter

from library_plans.url_converters import CodeConverter, NameConverter, NumberConverter
from library_plans.views import edition, files, owner, page, plan, register, without_text

register_converter(CodeConverter, "code")
register_converter(NameConverter, "name")
register_converter(NumberConverter, "number")

app_name = "library_plans"
OWNER = "<code:code>-<name:slug>/"
PLAN = f"{OWNER}<name:plan>/"
EDITION = f"{PLAN}<number:edition>/"
PAGE = f"{EDITION}sida/<number:page>/"

urlpatterns = [
    path("", register.register, name="register"),
    path("utan-text/", without_text.without_text, name="unreadable"),
    path(OWNER, owner.profile, name="owner"),
    path(PLAN, plan.plan, name="plan"),
    path(f"{PLAN}sida/<number:page>/", page.preferred_page, name="preferred_page"),
    path(EDITION, edition.edition, name="edition"),
    path(f"{EDITION}fil/", files.frozen_copy, name="file"),
    path(PAGE, page.page, name="page"),
    path(f"{PAGE}bild/", files.page_image, name="page_image"),
]
