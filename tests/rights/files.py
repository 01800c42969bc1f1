"""Collections, and images and documents in them: used by a published page, or by a draft alone."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image as Picture
from PIL.PngImagePlugin import PngInfo
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.log_actions import log
from wagtail.models import Collection, UploadedFile

from accounts.models import RegionGroup, User
from tests.factories.pages import ReportPageFactory
from tests.rights.objects import EVERY_TITLE, PLACES, Secrets
from tests.rights.pages import PageMaker
from tests.rights.people import KB


def add_files(secrets: Secrets, editor: User) -> None:
    for place in PLACES:
        own = collection_of(place)
        word = secrets.word()
        inner = own.add_child(name=f"{EVERY_TITLE} {word}")
        secrets.add("collection", place, word, pk=inner.pk, collection_id=inner.pk)
        make = PageMaker(secrets, editor, place)
        for kind, live in (("of a published page", True), ("of a draft", False)):
            image, document = secrets.word(), secrets.word()
            files = make_image(image, own, editor), make_document(document, own, editor)
            body = [
                ("picture", {"image": files[0]}),
                ("video", {"file": files[1], "title": "Film", "transcript": "<p>.</p>"}),
            ]
            make.make(ReportPageFactory, word="", live=live, body=body)
            secrets.add(f"image {kind}", place, image, **image_arguments(files[0]))
            secrets.add(f"document {kind}", place, document, **document_arguments(files[1]))
    add_uploads(secrets, editor)


def collection_of(place: str) -> Collection:
    if place == KB:
        return Collection.get_first_root_node().add_child(name="KB")
    return RegionGroup.objects.get(organisation__code=place).collection


def make_image(word: str, collection: Collection, editor: User) -> Image:
    """An image whose title and whose file hold the word."""
    note, content = PngInfo(), io.BytesIO()
    note.add_text("Comment", word)
    Picture.new("RGB", (200, 100), "white").save(content, "PNG", pnginfo=note)
    image = Image.objects.create(
        title=f"{EVERY_TITLE} {word}",
        file=ContentFile(content.getvalue(), name=f"bild-{Image.objects.count()}.png"),
        collection=collection,
        uploaded_by_user=editor,
    )
    image.get_file_hash()
    log(image, "wagtail.create", user=editor)
    return image


def make_document(word: str, collection: Collection, editor: User) -> Document:
    document = Document.objects.create(
        title=f"{EVERY_TITLE} {word}",
        file=ContentFile(f"Text om {word}".encode(), name=f"fil-{Document.objects.count()}.txt"),
        collection=collection,
        uploaded_by_user=editor,
    )
    log(document, "wagtail.create", user=editor)
    return document


def image_arguments(image: Image) -> dict[str, Any]:
    return {
        **dict.fromkeys(("pk", "image_id", "object_id"), image.pk),
        "app_label": "wagtailimages",
        "model_name": "image",
        "filter_spec": "original",
        "path": image.file.name,
    }


def document_arguments(document: Document) -> dict[str, Any]:
    return {
        **dict.fromkeys(("pk", "document_id", "doc_id", "object_id", "_0"), document.pk),
        "app_label": "wagtaildocs",
        "model_name": "document",
        "_1": document.filename,
    }


def add_uploads(secrets: Secrets, editor: User) -> None:
    """Files that were sent in and are not described yet: theirs who sent them."""
    for model, kind in ((Image, "image being uploaded"), (Document, "document being uploaded")):
        word = secrets.word()
        content = ContentFile(word.encode(), name=f"ny-{UploadedFile.objects.count()}.txt")
        upload = UploadedFile.objects.create(
            file=content, uploaded_by_user=editor, for_content_type=content_type(model)
        )
        secrets.add(kind, "", word, uploaded_file_id=upload.pk)


def content_type(model: Any) -> Any:
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(model)
