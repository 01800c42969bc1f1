"""Organisations, and the pages of the regions."""

from organisations.models.organisations import Organisation, OrganisationKind
from organisations.models.pages import OrganisationPage, RegionIndexPage

__all__ = ["Organisation", "OrganisationKind", "OrganisationPage", "RegionIndexPage"]
