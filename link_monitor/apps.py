from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from content.schedule import Job


class LinkMonitorConfig(AppConfig):
    name = "link_monitor"
    verbose_name = _("Links to other websites")
    editor_permissions = ("link_monitor.view_link", "link_monitor.handle_link")
    region_permissions = ("link_monitor.view_link", "link_monitor.handle_link")
    scheduled_jobs = (Job("monitor_links"),)
