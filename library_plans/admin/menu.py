"""The entries of the menu "Biblioteksplaner" that are lists of the register, some with their filters set."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem

from content.admin.menu import PermittedMenuItem
from library_plans.admin.filters import UNREADABLE
from library_plans.admin.lists import LISTS
from library_plans.choices import OwnerRole, StatusCode
from library_plans.models import Plan


class RegisterMenuItem(PermittedMenuItem):
    """A list of the register, for those who edit it."""

    def __init__(self, label: Any, url: str, **options: Any) -> None:
        super().__init__(label, url, permission="library_plans.change_plan", **options)


class PlansWithoutOwnerMenuItem(RegisterMenuItem):
    """The list of plans without owner, with their number."""

    def render_component(self, request: HttpRequest) -> Any:
        waiting = Plan.objects.without_owner().count()
        component = super().render_component(request)
        component.label = ngettext("Without owner (%(n)d)", "Without owner (%(n)d)", waiting) % {"n": waiting}
        return component


def register_menu_items() -> list[MenuItem]:
    """The queue of plans without owner, the lists, and what editors look for in them most often."""
    plans, files, owners = (reverse(name) for name in ("plans:index", "library_plans_files", "library_plans_owners"))
    without_plan = f"{owners}?niva={OwnerRole.MUNICIPALITY}&status={StatusCode.NONE}"
    lists = [
        RegisterMenuItem(view.page_title, reverse(view.index_url_name), icon_name=view.header_icon, order=order)
        for order, view in enumerate(LISTS, start=160)
    ]
    return [
        PlansWithoutOwnerMenuItem(
            _("Without owner"), reverse("plans:queue"), name="utan-agare", icon_name="folder-inverse", order=150
        ),
        *lists,
        RegisterMenuItem(_("Municipalities without a plan"), without_plan, icon_name="group", order=200),
        RegisterMenuItem(_("Files that cannot be read"), f"{files}?lage={UNREADABLE}", icon_name="warning", order=210),
        RegisterMenuItem(_("Plans that go out within a year"), f"{plans}?manader=12", icon_name="date", order=220),
        RegisterMenuItem(_("Last checked"), reverse("library_plans_owner_checks"), icon_name="check", order=230),
    ]
