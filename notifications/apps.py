from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from content.schedule import Job


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notices")
    editor_permissions = (
        "notifications.view_notice",
        "notifications.change_notice",
        "notifications.view_replytemplate",
        "notifications.add_replytemplate",
        "notifications.change_replytemplate",
        "notifications.delete_replytemplate",
    )
    region_permissions = ("notifications.view_notice", "notifications.change_notice")
    scheduled_jobs = (Job("send_digests"), Job("prune_notices"))

    def ready(self) -> None:
        from notifications import receivers  # noqa: F401, PLC0415 - models are loaded by now
