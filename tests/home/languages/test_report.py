"""The report of translations."""

import pytest
from django.contrib.auth.models import Permission

from accounts.models import User
from home.models import HomePage
from tests.home.languages.translations import translated

pytestmark = pytest.mark.django_db


def test_report_shows_outdated_and_missing_texts(client, editor, information):
    translated(HomePage.source_page(), "en")
    translated(information, "en")
    home = HomePage.source_page()
    home.introduction = "Något nytt."
    home.save_revision().publish()

    answer = client.get("/admin/oversattningar/")

    counts = [row.missing_count for row in answer.context["object_list"]]
    assert counts == [2, 4]  # title and address; the same with summary and text
    assert "Den svenska sidan ändrades" in answer.text
    assert "4 texter är inte översatta" in answer.text


def test_report_without_the_submit_permission_is_refused(client):
    user = User.objects.create_user("annan@example.org", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    assert client.get("/admin/oversattningar/").status_code == 302
