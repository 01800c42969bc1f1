"""A private page leads to where one signs in or gives its password, in the site's own look and in Swedish."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from accounts.models import User
from home.models import HomePage, InformationPage

PAGE = "/hemlig/"
PASSWORD, GROUPS, LOGIN = PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS, PageViewRestriction.LOGIN
CREDENTIALS = {"login": "vi@example.org", "password": "ett långt lösenord"}


@pytest.fixture
def page(prepared_site, db):
    home = HomePage.objects.get(locale__language_code="sv")
    return home.add_child(instance=InformationPage(title="Bara för några", slug="hemlig", summary="Kort"))


@pytest.fixture
def restrict(page):
    def restrict(kind, **values):
        return PageViewRestriction.objects.create(page=page, restriction_type=kind, **values)

    return restrict


@pytest.fixture
def user(db):
    return User.objects.create_user(CREDENTIALS["login"], password=CREDENTIALS["password"])


@pytest.mark.parametrize("kind", [LOGIN, GROUPS])
def test_a_reader_is_led_to_sign_in_and_back(client, restrict, user, kind):
    restriction = restrict(kind)
    if kind == GROUPS:
        group = Group.objects.create(name="Några")
        restriction.groups.add(group)
        user.groups.add(group)

    answer = client.get(PAGE)
    form = client.get(answer.url)
    done = client.post("/logga-in/", {**CREDENTIALS, "next": PAGE})

    assert (answer.status_code, answer.url) == (302, f"/logga-in/?next={PAGE}")
    assert (form.status_code, "<h1>Logga in</h1>" in form.text, 'lang="sv"' in form.text) == (200, True, True)
    assert f'name="next" value="{PAGE}"' in form.text
    assert (done.status_code, done.url) == (302, PAGE)
    assert "Bara för några" in client.get(PAGE).text


def test_wrong_credentials_are_told_in_swedish(client, restrict, user):
    restrict(LOGIN)

    answer = client.post("/logga-in/", {**CREDENTIALS, "password": "fel", "next": PAGE})

    assert (answer.status_code, 'class="field__error" role="alert"' in answer.text) == (200, True)
    assert "lösenordet" in answer.text


def test_a_member_of_no_group_is_told_so(client, restrict, user):
    restrict(GROUPS).groups.add(Group.objects.create(name="Några"))
    client.force_login(user)

    answer = client.get(PAGE, follow=True)

    assert (answer.status_code, "Ditt konto får inte se sidan." in answer.text) == (200, True)
    assert "Bara för några" not in answer.text


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client, restrict, user, target):
    restriction = restrict(PASSWORD, password="sesam")
    signed_in = client.post("/logga-in/", {**CREDENTIALS, "next": target})
    passed = client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{restriction.page_id}/",
        {"password": "sesam", "return_url": target},
    )

    assert (signed_in.url, passed.url) == ("/mina-sidor/", "/")


def test_a_page_with_a_password_asks_for_it(client, restrict):
    restriction = restrict(PASSWORD, password="sesam")
    action = f"/_util/authenticate_with_password/{restriction.pk}/{restriction.page_id}/"

    asked = client.get(PAGE)
    wrong = client.post(action, {"password": "fel", "return_url": PAGE})
    right = client.post(action, {"password": "sesam", "return_url": PAGE})

    assert (asked.status_code, "<h1>Lösenord behövs</h1>" in asked.text) == (200, True)
    assert (f'action="{action}"' in asked.text, "Bara för några" in asked.text) == (True, False)
    assert (wrong.status_code, 'class="field__error"' in wrong.text) == (200, True)
    assert (right.status_code, right.url) == (302, PAGE)
    assert "<h1>Bara för några</h1>" in client.get(PAGE).text


@pytest.mark.parametrize("kind", [LOGIN, GROUPS, PASSWORD])
def test_a_private_page_is_stored_nowhere(client, restrict, kind):
    restrict(kind, password="sesam")

    for _visit in range(2):
        assert "no-store" in client.get(PAGE)["Cache-Control"]
