from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Start")

    def ready(self) -> None:
        from home import receivers  # noqa: F401, PLC0415 - models are loaded by now
        from home.models import AccessibilityStatementPage, InformationPage  # noqa: PLC0415
        from organisations.models import OrganisationPage  # noqa: PLC0415
        from search.pages import PageSource  # noqa: PLC0415
        from search.sources import register  # noqa: PLC0415

        types = (InformationPage, AccessibilityStatementPage, OrganisationPage)
        register(PageSource("information", _("Information"), *types))
