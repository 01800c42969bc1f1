"""What the start page's app adds to the admin."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.pages import PageListingViewSet

from home.models import AccessibilityStatementPage, InformationPage, SiteSettings
from home.statement_panels import StatementPanel


class InformationPageViewSet(PageListingViewSet):
    """Every page that informs, wherever in the tree it stands."""

    model = InformationPage
    icon = "info-circle"
    menu_label = _("Information pages")
    menu_order = 300
    add_to_admin_menu = True
    columns = [column for column in PageListingViewSet.columns if column.name != "type"]


@hooks.register("register_admin_viewset")
def information_pages() -> InformationPageViewSet:
    return InformationPageViewSet("information_pages", url_prefix="informationssidor")


@hooks.register("construct_homepage_panels")
def statement_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Tell whoever may edit the published statement what it lacks, if anything."""
    statement = AccessibilityStatementPage.objects.live().order_by("path").first()
    if statement is None or not statement.permissions_for_user(request.user).can_edit():
        return
    has_address = bool(SiteSettings.of(request).reports_email)
    if statement.is_overdue or not has_address:
        panels.append(StatementPanel(statement, has_address))
