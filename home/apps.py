from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Start")
    editor_permissions = ("home.view_homepage", "home.change_homepage", "home.change_sitesettings")

    def ready(self) -> None:
        from accessibility.models import AccessibilityStatementPage  # noqa: PLC0415
        from home import receivers  # noqa: F401, PLC0415 - models are loaded by now
        from home.models import InformationPage  # noqa: PLC0415
        from organisations.models import OrganisationPage  # noqa: PLC0415
        from search.page_source import PageSource  # noqa: PLC0415
        from search.sources import register  # noqa: PLC0415

        types = (InformationPage, AccessibilityStatementPage, OrganisationPage)
        register(PageSource("information", _("Information"), *types))
