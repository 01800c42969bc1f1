"""Adds the handbook to the admin and its menu of help."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from handbook.views import ChapterView, ContentsView


@hooks.register("register_admin_urls")
def handbook_urls() -> list[URLPattern]:
    return [
        path("handbok/", ContentsView.as_view(), name="handbook"),
        path("handbok/<slug:slug>/", ChapterView.as_view(), name="handbook_chapter"),
    ]


@hooks.register("register_help_menu_item")
def handbook_menu_item() -> MenuItem:
    return MenuItem(_("Handbook"), reverse("handbook"), name="handbook", icon_name="doc-full", order=100)
