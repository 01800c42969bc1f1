"""Registers the register's viewsets, choosers and views in the admin."""

from collections.abc import Sequence

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from library_plans.admin.read_again import read_again
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
def register_views() -> Sequence[URLPattern]:
    return [
        path("plansida/", page_text, name="library_plans_page_text"),
        path("utgavor/<int:pk>/las-igen/", read_again, name="library_plans_read_again"),
    ]
