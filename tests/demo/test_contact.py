import pytest
from django.core.management import call_command

from demo.contact import set_contact
from home.models import SiteSettings


@pytest.mark.django_db
def test_what_an_editor_has_written_stays():
    call_command("setup_site", verbosity=0)

    assert (set_contact(), SiteSettings.objects.get().reports_email) == (True, "tillganglighet@example.org")
    SiteSettings.objects.update(contact_name="Redaktionen")
    assert (set_contact(), SiteSettings.objects.get().contact_name) == (False, "Redaktionen")
