"""Registers the register's viewsets, choosers, lists and views in the admin."""

from collections.abc import Sequence

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from content.admin.add_shortcuts import SHORTCUT_HOOK
from content.admin.search_groups import SEARCH_HOOK
from content.admin.workbench import WORKBENCH_HOOK
from library_plans.admin.file_review import review_file
from library_plans.admin.internal_notes import edition_note
from library_plans.admin.lists import DecisionListView, EditionListView, OwnerStatusListView
from library_plans.admin.merging import merge_plan, undo_plan_merge
from library_plans.admin.owner_checks import owner_checks
from library_plans.admin.read_again import read_again
from library_plans.admin.search_groups import search_groups
from library_plans.admin.viewsets import RegisterGroup
from library_plans.admin.voiding import registered_in_error
from library_plans.admin.workbench import add_shortcuts, workbench_rows
from library_plans.citations.choosers import edition_chooser, plan_chooser
from library_plans.citations.page_text import page_text

hooks.register(WORKBENCH_HOOK, workbench_rows)
hooks.register(SHORTCUT_HOOK, add_shortcuts)
hooks.register(SEARCH_HOOK, search_groups)


@hooks.register("register_admin_viewset")
def register_group() -> ViewSetGroup:
    return RegisterGroup()


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ViewSet]:
    return [plan_chooser, edition_chooser]


@hooks.register("register_admin_urls")
def register_views() -> Sequence[URLPattern | URLResolver]:
    return [
        path("manga-planer/", include("library_plans.admin.batches.urls")),
        path("plansida/", page_text, name="library_plans_page_text"),
        path("felregistrerat/<str:kind>/<int:pk>/", registered_in_error, name="library_plans_void"),
        path("kontrollerade/", owner_checks, name="library_plans_owner_checks"),
        path("planer/<int:pk>/sla-ihop/", merge_plan, name="library_plans_merge"),
        path("sammanslagningar/<int:pk>/angra/", undo_plan_merge, name="library_plans_undo_merge"),
        path("utgavor/<int:pk>/anteckning/", edition_note, name="library_plans_edition_note"),
        path("utgavor/<int:pk>/granskad/", review_file, name="library_plans_review_file"),
        path("utgavor/<int:pk>/las-igen/", read_again, name="library_plans_read_again"),
        *list_urls("filer/", EditionListView),
        *list_urls("beslut/", DecisionListView),
        *list_urls("kommuner-och-regioner/", OwnerStatusListView),
    ]


def list_urls(prefix: str, view: type[IndexView]) -> list[URLPattern]:
    """The addresses of a list and of its results alone, which the admin fetches while one types."""
    return [
        path(prefix, view.as_view(), name=view.index_url_name),
        path(f"{prefix}resultat/", view.as_view(results_only=True), name=view.index_results_url_name),
    ]
