"""Organisations and one of KB's editors, on a site that demands second factors and writes its mail to a folder."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from accounts.choices import Role
from accounts.models import Membership, User
from organisations.models import Organisation

EDITOR, PASSWORD = "anna.kb@example.org", "en lång mening"
KB = "2021001710"


def fill() -> None:
    settings.MFA_REQUIRED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(Path(settings.DATABASES["default"]["NAME"]).parent / "mail")
    call_command("load_organisations", verbosity=0)
    call_command("setup_site", verbosity=0)
    editor = User.objects.create_user(EDITOR, PASSWORD, first_name="Anna", last_name="Berg")
    Membership.objects.create(user=editor, organisation=Organisation.objects.get(code=KB), role=Role.KB_EDITOR)
