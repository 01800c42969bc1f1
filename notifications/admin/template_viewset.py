"""KB's reply templates in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from notifications.forms import ReplyTemplateForm
from notifications.models import ReplyTemplate


class ReplyTemplateViewSet(ModelViewSet):
    """The wording of letters: what waits in the outbox begins with it."""

    model = ReplyTemplate
    icon = "mail"
    menu_label = _("Reply templates")
    copy_view_enabled = False
    list_display = [Column("reason", label=_("Letter"), accessor="__str__", sort_key="reason"), "subject"]

    def get_form_class(self, for_update: bool = False) -> type[ReplyTemplateForm]:
        return ReplyTemplateForm
