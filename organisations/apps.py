from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "organisations"
    verbose_name = _("Organisations")
    editor_permissions = (
        "organisations.add_organisation",
        "organisations.change_organisation",
        "organisations.view_organisation",
    )

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415 - models are loaded by now

        from content.admin.permissions import NoDeletePolicy  # noqa: PLC0415
        from content.history import track_history  # noqa: PLC0415
        from organisations import receivers  # noqa: F401, PLC0415
        from organisations.models import Organisation  # noqa: PLC0415

        register_permission_policy(Organisation, NoDeletePolicy(Organisation))
        track_history(Organisation, exclude={"sort_key"}, additions=False)
