"""What plans add to the admin."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from library_plans.admin.choosers import EditionChooserViewSet, PlanChooserViewSet
from library_plans.admin.viewsets import RegisterGroup


@hooks.register("register_admin_viewset")
def register_group() -> ViewSetGroup:
    return RegisterGroup()


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ViewSet]:
    return [
        PlanChooserViewSet("plan_chooser", url_prefix="valj-plan"),
        EditionChooserViewSet("edition_chooser", url_prefix="valj-utgava"),
    ]
