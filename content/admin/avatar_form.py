"""The form of an editor's own picture, as guarded as the form of an image."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AvatarSettingsPanel

from content.admin.image_form import DrawableImageField


class AvatarForm(AvatarPreferencesForm):
    avatar = DrawableImageField(label=gettext_lazy("Upload a profile picture"), required=False)

    def clean_avatar(self) -> Any:
        """Wagtail makes it smaller, and fails where nothing would be left of one side."""
        try:
            return super().clean_avatar()
        except ValueError as error:
            raise DrawableImageField().invalid_image() from error


def guard_avatars() -> None:
    """Let Wagtail's account page use that form, and show its errors: it has no setting for it."""
    AvatarSettingsPanel.form_class = AvatarForm
    AvatarSettingsPanel.template_name = "content/admin/avatar_panel.html"
