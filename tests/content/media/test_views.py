"""Images under `/media/`: who gets them, in which form, and what a cache may do with them."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction
from wagtail.users.models import UserProfile

from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(site):
    editor = User.objects.create_user("kb@example.org")
    editor.groups.add(Group.objects.get(name="KB"))
    return editor


def close(page, kind="login"):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")


class TestWhoGetsAnImage:
    def test_a_reader_of_a_published_page(self, client, page_with, rendition):
        page_with(rendition.image)

        answer = client.get(rendition.url)

        picture = Picture.open(BytesIO(b"".join(answer)))
        assert (answer.status_code, answer["Content-Type"], picture.size) == (200, "image/png", (320, 240))

    def test_the_original_too(self, client, page_with, image):
        page_with(image)

        assert client.get(image.file.url).status_code == 200

    @pytest.mark.parametrize("unpublish", [True, False], ids=["unpublished", "never published"])
    def test_nobody_of_a_draft(self, client, page_with, rendition, unpublish):
        page = page_with(rendition.image, live=unpublish)
        if unpublish:
            page.unpublish()

        assert client.get(rendition.url).status_code == 404

    def test_nobody_of_what_a_draft_adds_to_a_published_page(self, client, page_with, rendition, image):
        page = page_with(image)
        page.body = []
        page.save_revision().publish()
        page.body = [("picture", {"image": image})]
        page.save_revision()

        assert client.get(rendition.url).status_code == 404

    @pytest.mark.parametrize("live", [False, True], ids=["published later", "made as published"])
    def test_everybody_at_once_when_a_page_is_published(self, client, page_with, rendition, image, settings, live):
        settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}  # the worker is busy
        page = page_with(image, live=live)
        if not live:
            page.save_revision().publish()

        assert client.get(rendition.url).status_code == 200

    def test_nobody_at_once_when_it_is_taken_out_of_a_published_page(
        self, client, page_with, rendition, image, settings
    ):
        page = page_with(image)
        settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}  # the worker is busy
        before = client.get(rendition.url).status_code
        page.body = []
        page.save_revision().publish()

        assert (before, client.get(rendition.url).status_code) == (200, 404)

    def test_nobody_of_an_image_that_no_page_uses(self, client, rendition):
        assert (client.get(rendition.url).status_code, client.get(rendition.image.file.url).status_code) == (404, 404)

    @pytest.mark.parametrize("kind", ["login", "groups", "password"])
    def test_nobody_of_a_closed_page(self, client, page_with, rendition, kind):
        close(page_with(rendition.image), kind)

        assert client.get(rendition.url).status_code == 404

    def test_nobody_of_a_page_below_a_closed_one(self, client, page_with, rendition, image):
        above = page_with(image, title="Stängd")
        page_with(image, below=above)
        close(above)

        assert client.get(rendition.url).status_code == 404

    def test_nobody_of_an_alias_of_a_closed_page(self, client, page_with, rendition):
        page = page_with(rendition.image)
        page.create_alias(update_slug="alias")
        close(page)

        assert client.get(rendition.url).status_code == 404

    def test_everybody_as_long_as_one_page_is_open(self, client, page_with, rendition):
        close(page_with(rendition.image, title="Stängd"))
        page_with(rendition.image)

        assert client.get(rendition.url).status_code == 200

    def test_who_has_signed_in_to_a_page_that_asks_for_it(self, client, page_with, rendition):
        page = page_with(rendition.image)
        close(page)
        User.objects.create_user("reader@example.org", password="x")

        sign_in = client.get(page.get_url(), follow=True).redirect_chain[-1][0]
        client.post(sign_in, {"login": "reader@example.org", "password": "x"})

        assert client.get(rendition.url).status_code == 200

    def test_who_has_given_the_password_of_a_page(self, client, page_with, rendition):
        restriction = close(page_with(rendition.image), "password")
        address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, restriction.page_id])
        client.post(address, {"password": "x", "return_url": "/"})

        assert client.get(rendition.url).status_code == 200

    def test_editors_of_every_image(self, client, rendition, editor):
        client.force_login(editor)

        assert (client.get(rendition.url).status_code, client.get(rendition.image.file.url).status_code) == (200, 200)

    def test_nobody_of_a_closed_collection(self, client, page_with, rendition, image):
        closed = Collection.get_first_root_node().add_child(name="Stängd")
        CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
        image.collection = closed
        image.save()
        page_with(image)

        assert client.get(rendition.url).status_code == 404


class TestHowAnImageIsSent:
    def test_nothing_in_it_is_run(self, client, page_with, rendition):
        page_with(rendition.image)

        answer = client.get(rendition.url)

        assert (answer["Content-Security-Policy"], answer["X-Content-Type-Options"]) == ("sandbox", "nosniff")

    def test_it_may_be_stored_but_is_asked_for_each_time(self, client, page_with, rendition):
        page = page_with(rendition.image)
        first = client.get(rendition.url)
        held = {"if-none-match": first["ETag"]}

        again, head = client.get(rendition.url, headers=held), client.head(rendition.url, headers=held)
        page.unpublish()
        gone = client.get(rendition.url, headers=held)

        assert (first["Cache-Control"], again.status_code, head.status_code, gone.status_code) == (
            "no-cache",
            304,
            304,
            404,
        )

    def test_a_part_of_it(self, client, page_with, rendition):
        page_with(rendition.image)
        whole = b"".join(client.get(rendition.url))

        part = client.get(rendition.url, headers={"range": "bytes=1-3"})

        assert (part.status_code, b"".join(part)) == (206, whole[1:4])

    def test_one_that_is_lost_from_the_storage_gives_404(self, client, page_with, rendition):
        page_with(rendition.image)
        rendition.file.storage.delete(rendition.file.name)

        assert client.get(rendition.url).status_code == 404

    def test_a_file_of_another_kind_is_not_called_an_image(self, client, page_with, image):
        page_with(image)
        image.file.storage.save("original_images/huset.html", ContentFile(b"<script>alert(1)</script>"))
        type(image).objects.filter(pk=image.pk).update(file="original_images/huset.html")

        assert client.get("/media/original_images/huset.html")["Content-Type"] == "application/octet-stream"

    @pytest.mark.parametrize("count", [1, 3])
    def test_more_images_cost_no_more_queries(self, client, page_with, image, count, django_assert_num_queries):
        renditions = [image.get_rendition(f"width-{100 + number}") for number in range(count)]
        page_with(image)
        client.get(renditions[0].url)

        with django_assert_num_queries(4):
            client.get(renditions[-1].url)


@pytest.mark.parametrize(
    "path", ["documents/fil.pdf", "../site.sqlite3", "images/", "images/%2e%2e/x", "", "avatar_images/x.png", "\0"]
)
def test_nothing_else_lies_there(client, site, path):
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize(("signed_in", "status"), [(True, 200), (False, 404)])
def test_portraits_are_for_the_admin(client, editor, image, signed_in, status):
    profile = UserProfile.objects.create(user=editor)
    with image.open_file() as file:
        profile.avatar.save("jag.png", ContentFile(file.read()))
    if signed_in:
        client.force_login(editor)

    assert client.get(profile.avatar.url).status_code == status


def test_the_page_and_its_image_agree(client, page_with, image):
    """The address in the page is one that answers."""
    page = page_with(image)
    text = client.get(page.get_url()).text

    address = text.partition('<img src="/media/')[2].partition('"')[0]
    answer = client.get(f"/media/{address}")

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert Page.objects.live().filter(pk=page.pk).exists()
