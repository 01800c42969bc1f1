"""Names of permissions in Swedish, as the forms of groups show them: Django and Wagtail store theirs in English."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "add": _("May add %(name)s"),
    "change": _("May change %(name)s"),
    "delete": _("May delete %(name)s"),
    "view": _("May see %(name)s"),
    "publish": _("May publish %(name)s"),
    "lock": _("May lock %(name)s"),
    "unlock": _("May unlock %(name)s"),
    "choose": _("May choose %(name)s"),
    "bulk_delete": _("May delete with what is below %(name)s"),
}


def translate_permission_names() -> bool:
    """Store the Swedish name of each permission of a model; returns whether any was new."""
    stored = Permission.objects.filter(Q(name__startswith="Can ") | Q(content_type__app_label="wagtailcore"))
    with translation.override("sv"):
        changed = [permission for permission in stored.select_related("content_type") if rename(permission)]
    # One statement for all; `bulk_update` takes a case for each.
    Permission.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=["name"])
    return bool(changed)


def rename(permission: Permission) -> bool:
    """Give a permission its Swedish name; returns whether it had another. One of no known action keeps its name."""
    model = permission.content_type.model_class()
    action = next((name for name in ACTIONS if permission.codename == f"{name}_{permission.content_type.model}"), None)
    if model is None or action is None:
        return False
    before, permission.name = permission.name, str(ACTIONS[action] % {"name": model._meta.verbose_name})
    return permission.name != before
