"""Adds the themes to the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from content.admin.menu import PAGES_MENU_HOOK
from themes.models import Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    menu_order = 240
    menu_hook = PAGES_MENU_HOOK
    list_display = ["name", "kind", "slug", "position"]
    list_filter = ["kind"]
    copy_view_enabled = False


register_snippet(ThemeViewSet)
