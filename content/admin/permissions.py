"""Who may do what in the admin."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class KeepingPolicy(ModelPermissionPolicy):
    """Rights as the groups give them, except that nobody deletes: the rows are public records."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)
