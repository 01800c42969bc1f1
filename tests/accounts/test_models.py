import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_user_signs_in_with_email_in_any_case():
    user = User.objects.create_user("Anna.Berg@Example.ORG", password="en lång mening")

    assert user.email == "anna.berg@example.org"
    assert authenticate(email="ANNA.berg@example.org", password="en lång mening") == user


@pytest.mark.parametrize("address", ["anna@example.org", "ANNA@example.org", "anna@EXAMPLE.org"])
def test_taken_address_is_refused_in_any_case(address):
    User.objects.create_user("Anna@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(address)
    with pytest.raises(ValidationError) as refused:
        User(email=address, password="x").full_clean()

    assert refused.value.message_dict == {"email": ["Någon loggar redan in med den här adressen."]}
    assert [user.email for user in User.objects.all()] == ["anna@example.org"]


@pytest.mark.parametrize("address", ["", None])
def test_user_without_address_is_refused(address):
    with pytest.raises(ValueError, match="A user needs an e-mail address"):
        User.objects.create_user(address)
    assert not User.objects.exists()


def test_database_refuses_upper_case():
    User.objects.create_user("anna@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.update(email="ANNA@example.org")


def test_user_without_password_cannot_sign_in():
    User.objects.create_user("anna@example.org")

    assert authenticate(email="anna@example.org", password="") is None
    assert authenticate(email=None, password="x") is None


def test_createsuperuser_asks_for_nothing_but_address_and_password(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "en lång mening")

    call_command("createsuperuser", "--no-input", "--email", "Rot@example.org", verbosity=0)

    user = authenticate(email="rot@example.org", password="en lång mening")
    assert (user.is_superuser, user.is_staff) == (True, True)


def test_admin_creates_and_edits_user_by_address(client):
    client.force_login(User.objects.create_superuser("rot@example.org"))
    form = {"email": "Anna@Example.org", "first_name": "Anna", "last_name": "Berg", "password1": "en lång mening 1"}
    form["password2"] = form["password1"]

    created = client.post("/admin/users/new/", {**form, "is_active": "on"})
    again = client.post("/admin/users/new/", {**form, "is_active": "on"})

    assert (created.status_code, again.status_code) == (302, 200)
    assert "Någon loggar redan in med den här adressen." in again.text
    user = User.objects.get(last_name="Berg")
    assert user.email == "anna@example.org"
    renamed = client.post(f"/admin/users/edit/{user.pk}/", {**form, "email": "Berg@example.org", "is_active": "on"})
    user.refresh_from_db()
    assert (renamed.status_code, user.email) == (302, "berg@example.org")
