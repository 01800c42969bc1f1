import pytest
from django.core.management import call_command

from accessibility.models import AccessibilitySettings
from demo.contact import set_contact
from home.models import SiteSettings


@pytest.mark.django_db
def test_existing_settings_are_kept():
    call_command("setup_site", verbosity=0)

    assert (set_contact(), AccessibilitySettings.objects.get().reports_email) == (True, "tillganglighet@example.org")
    SiteSettings.objects.update(contact_name="Redaktionen")
    AccessibilitySettings.objects.update(reports_email="")
    assert (set_contact(), SiteSettings.objects.get().contact_name) == (False, "Redaktionen")
    assert AccessibilitySettings.objects.get().reports_email == ""
