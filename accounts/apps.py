from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from content.schedule import Job


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")
    region_permissions = ("wagtailadmin.access_admin",)
    administrator_permissions = ("accounts.view_membership", "accounts.view_invitation")
    # A membership that begins or ends by its date changes no row: the groups follow within a quarter of an hour.
    scheduled_jobs = (
        Job("check_rights", ("--repair",), every=timedelta(minutes=15)),
        Job("remind_of_members"),
        Job("prune_user_sessions"),
    )

    def ready(self) -> None:
        from accounts import receivers  # noqa: F401, PLC0415 - models are loaded by now
        from accounts.audiences import MembershipAudiences  # noqa: PLC0415
        from content.audiences import register  # noqa: PLC0415

        register(MembershipAudiences())
