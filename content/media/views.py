"""Images, editors' portraits and documents, sent through the storage that holds them."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve
from wagtail.images import get_image_model
from wagtail.users.models import UserProfile

from content.media.access import may_have
from delivery.file_response import file_response
from delivery.range_requests import with_ranges

PORTRAITS = "avatar_images/"
MISSING_VALUES = {"Content-Encoding": "None", "ETag": '""'}  # what Wagtail writes where it knows none


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """What is stored under a name in `/media/`: a rendition or an original, or a portrait of an editor.

    Raises:
        Http404: There is none, or the reader may not have it. Documents have addresses of their own.
    """
    if "\0" in path:
        raise Http404  # no name, and PostgreSQL would not look for it
    if path.startswith(PORTRAITS):
        return portrait(request, path)
    images = get_image_model().objects.select_related("collection")
    renditions = images.model.get_rendition_model().objects.select_related("image__collection")
    rendition = renditions.filter(file=path).first()
    image = rendition.image if rendition else images.filter(file=path).first()
    if image is None or not may_have(request, image):
        raise Http404
    stored = rendition or image
    tag = f"{stored.pk}-{image.file_hash}"  # a rendition is made anew, with another number, when its original changes
    return file_response(request, stored.file, tag=tag, content_type=image_type(path))


def portrait(request: HttpRequest, path: str) -> HttpResponseBase:
    """Shown in Wagtail's admin, so only to those who may go there."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    profile = get_object_or_404(UserProfile, avatar=path)
    return file_response(request, profile.avatar, tag=PurePosixPath(path).stem, content_type=image_type(path))


def image_type(name: str) -> str:
    """The media type that a name's ending says, if it is an image's."""
    found = mimetypes.guess_type(name)[0] or ""
    return found if found.startswith("image/") else "application/octet-stream"


def document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Wagtail's answer with its checks, hooks and headers, and with ranges."""
    response = serve(request, document_id, filename)
    if response.status_code != 200 or not isinstance(response, FileResponse):
        return response
    for name, value in MISSING_VALUES.items():
        if response.get(name) == value:
            del response[name]
    return with_ranges(request, response)
