"""The admin's menu: the order of its entries, and the hooks by which apps add to those that have entries below them."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

PLANS_MENU_HOOK = "register_plans_menu_item"
EVENTS_MENU_HOOK = "register_events_menu_item"
PAGES_MENU_HOOK = "register_pages_menu_item"


class MenuOrder(IntEnum):
    """The entries in the order of an editor's work. Wagtail's settings and help come after them."""

    TO_DO = 10
    PLANS = 20
    EVENTS = 30
    REPORTS = 40
    GUIDANCE = 50
    PAGES = 60


class PermittedMenuItem(MenuItem):
    """An entry for those who have a permission, as "app.codename"."""

    def __init__(self, label: Any, url: str, *, permission: str, **options: Any) -> None:
        super().__init__(label, url, **options)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)
