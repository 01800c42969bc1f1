"""Adds a list of information pages to the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageListingViewSet

from home.models import InformationPage


class InformationPageViewSet(PageListingViewSet):
    """Information pages of the whole tree."""

    model = InformationPage
    icon = "info-circle"
    menu_label = _("Information pages")
    menu_order = 300
    add_to_admin_menu = True
    columns = [column for column in PageListingViewSet.columns if column.name != "type"]


@hooks.register("register_admin_viewset")
def register_information_pages() -> InformationPageViewSet:
    return InformationPageViewSet("information_pages", url_prefix="informationssidor")
