"""The contact details of the demo: example addresses, so that every form can be tried."""

from wagtail.models import Site

from accessibility.models import AccessibilitySettings
from home.models import SiteSettings

CONTACT = {
    "contact_name": "Exempelredaktionen",
    "contact_email": "redaktionen@example.org",
    "controller": "Exempelmyndigheten, registrator@example.org",
    "legal_basis": "Exempel: en uppgift av allmänt intresse, att följa upp planer enligt 18 § bibliotekslagen.",
    "data_protection_officer": "dataskyddsombud@example.org",
    "retention": "Exempel: serverns anteckningar sparas i 30 dagar.",
}
REPORTS_EMAIL = "tillganglighet@example.org"


def set_contact() -> bool:
    """Fill in the settings of sites without contact; returns whether there were any."""
    changed = SiteSettings.objects.filter(**dict.fromkeys(CONTACT, "")).update(**CONTACT)
    for site in Site.objects.all():
        AccessibilitySettings.objects.get_or_create(site=site, defaults={"reports_email": REPORTS_EMAIL})
    return bool(changed)
