"""Permission policies for models in the admin."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class NoDeletePolicy(ModelPermissionPolicy):
    """Wagtail's model permissions, except that nobody may delete: the rows are public records."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)
