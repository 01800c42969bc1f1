"""What organisations add to the admin; their list stands in the menu of the plans."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from organisations.admin import organisation_chooser


@hooks.register("register_admin_viewset")
def register_chooser() -> ViewSet:
    return organisation_chooser
