"""The directory of organisations is fetched anew where another process may have changed it."""

import pytest

from organisations.directory import organisation_directory
from organisations.models import Organisation
from search.indexing import refresh_many
from tests.factories.organisations import OrganisationFactory


@pytest.mark.django_db
@pytest.mark.parametrize("work", ["request", "task"])
def test_a_request_and_a_task_begin_with_what_is_stored(client, django_capture_on_commit_callbacks, work):
    OrganisationFactory(code="0399", name="Alby")
    assert organisation_directory().get("0399").name == "Alby"

    Organisation.objects.filter(code="0399").update(name="Nyby")  # as by another process
    assert organisation_directory().get("0399").name == "Alby"
    if work == "request":
        client.get("/robots.txt")
    else:
        with django_capture_on_commit_callbacks(execute=True):
            refresh_many.enqueue("planer", [])

    assert organisation_directory().get("0399").name == "Nyby"
