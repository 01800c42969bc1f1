"""Registers the register's viewsets, choosers and page text view in the admin."""

from collections.abc import Sequence

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from library_plans.admin.viewsets import RegisterGroup
from library_plans.citations.choosers import edition_chooser, plan_chooser
from library_plans.citations.page_text import page_text


@hooks.register("register_admin_viewset")
def register_group() -> ViewSetGroup:
    return RegisterGroup()


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ViewSet]:
    return [plan_chooser, edition_chooser]


@hooks.register("register_admin_urls")
def register_page_text() -> Sequence[URLPattern]:
    return [path("plansida/", page_text, name="library_plans_page_text")]
