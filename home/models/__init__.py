"""The start page, information pages and the settings of the site."""

from home.models.intranet import IntranetPage
from home.models.pages import HomePage, InformationPage
from home.models.site_settings import SiteSettings

__all__ = ["HomePage", "InformationPage", "IntranetPage", "SiteSettings"]
