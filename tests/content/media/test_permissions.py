"""Who may delete a file, by what uses it; whoever may change one may still change it."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.permissions import policy_registry

from accounts.models import User

pytestmark = pytest.mark.django_db
PUBLIC, TAKEN_DOWN, DRAFT, UNUSED = "published page", "page no longer published", "draft", "nothing"


@pytest.fixture(params=["image", "document"])
def file(request):
    if request.param == "image":
        return request.getfixturevalue("image")
    request.getfixturevalue("site")
    return Document.objects.create(title="Film", file=ContentFile(b"text", name="film.mp4"))


@pytest.fixture
def editor(site):
    user = User.objects.create_user("kb@example.org")
    user.groups.add(Group.objects.get(name="KB"))
    return user


def use(page_with, file, by):
    if by == UNUSED:
        return
    page = page_with(file, live=False)
    if by != DRAFT:
        page.save_revision().publish()
    if by == TAKEN_DOWN:
        page.refresh_from_db()
        page.unpublish()


def may(user, action, file):
    return policy_registry.get(file).user_has_permission_for_instance(user, action, file)


@pytest.mark.parametrize("is_superuser", [False, True])
@pytest.mark.parametrize(("by", "is_kept"), [(PUBLIC, True), (TAKEN_DOWN, True), (DRAFT, False), (UNUSED, False)])
def test_a_file_is_kept_as_long_as_a_page_that_was_public_uses_it(
    client, editor, page_with, file, by, is_kept, is_superuser
):
    editor.is_superuser = is_superuser
    editor.save()
    client.force_login(editor)
    use(page_with, file, by)

    client.post(reverse(f"{file._meta.app_label}:delete", args=[file.pk]))

    assert type(file).objects.filter(pk=file.pk).exists() is is_kept


def test_a_file_that_is_kept_is_still_changed(editor, page_with, file):
    use(page_with, file, PUBLIC)

    assert [action for action in ("change", "delete") if may(editor, action, file)] == ["change"]
