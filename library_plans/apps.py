from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryPlansConfig(AppConfig):
    name = "library_plans"
    verbose_name = _("Library plans")
