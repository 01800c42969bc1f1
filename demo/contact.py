"""Whom to ask in the demo: addresses that reach nobody, so that every form can be tried."""

from home.models import SiteSettings

CONTACT = {
    "contact_name": "Exempelredaktionen",
    "contact_email": "redaktionen@example.org",
    "reports_email": "tillganglighet@example.org",
}


def set_contact() -> bool:
    """Fill in the settings of sites that have no contact; whether there were any."""
    return bool(SiteSettings.objects.filter(**dict.fromkeys(CONTACT, "")).update(**CONTACT))
