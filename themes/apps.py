from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    name = "themes"
    verbose_name = _("Themes")
    editor_permissions = ("themes.add_theme", "themes.change_theme", "themes.view_theme")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415 - models are loaded by now

        from content.admin.permissions import NoDeletePolicy  # noqa: PLC0415
        from search.term_filters import register  # noqa: PLC0415
        from themes import receivers  # noqa: F401, PLC0415
        from themes.models import Theme  # noqa: PLC0415
        from themes.term_filter import ThemeTermFilter  # noqa: PLC0415

        register(ThemeTermFilter())
        register_permission_policy(Theme, NoDeletePolicy(Theme))
