"""Rows of the register are public records: nobody deletes them, and only KB's editors see the admin's pages."""

import pytest
from django.urls import reverse

from accounts.models import User
from library_plans.models import Redaction
from tests.factories.library_plans import (
    EditionFactory,
)


@pytest.mark.parametrize("address", ["plans:delete", "redactions:delete", "organisations:delete"])
@pytest.mark.parametrize("superuser", [False, True])
def test_not_even_a_superuser_can_delete(editor, address, superuser):
    User.objects.filter(pk=editor.user.pk).update(is_superuser=superuser)
    edition = EditionFactory()
    row = Redaction.objects.create(edition=edition, page_number=1, reason="x", legal_ground="y", decided_by=editor.user)
    target = {
        "plans:delete": edition.plan,
        "redactions:delete": row,
        "organisations:delete": edition.plan.owners.get().organisation,
    }[address]

    response = editor.post(reverse(address, args=[target.pk]))

    assert response.status_code == 302
    assert type(target).objects.filter(pk=target.pk).exists()


def test_a_user_outside_kb_has_no_access(client, db):
    client.force_login(User.objects.create_user("annan@example.org", password="x"))

    for address in ("plans:index", "plans:add", "plans:queue", "redactions:add", "organisations:index"):
        assert client.get(reverse(address)).status_code == 302
