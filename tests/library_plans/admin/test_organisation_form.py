"""The names of an organisation are corrected in the admin's group of the register."""

from django.urls import reverse

from organisations.models import Organisation
from tests.factories.organisations import OrganisationFactory


def test_aliases_are_stored_one_for_each_line(editor):
    row = OrganisationFactory(name="Borås", display_name="Borås Stad", genitive="Borås Stads")
    data = {
        "name": "Borås",
        "display_name": "Borås stad",
        "genitive": "Borås stads",
        "aliases": "Borås kommun\n\nBorås kommun\n Boras ",
        "county_code": "03",
        "county_name": "Uppsala län",
    }

    response = editor.post(reverse("organisations:edit", args=[row.pk]), data)

    assert response.status_code == 302
    row = Organisation.objects.get(pk=row.pk)
    assert (row.display_name, row.aliases, row.code) == ("Borås stad", ["Borås kommun", "Boras"], row.code)
