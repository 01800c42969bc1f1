"""Serves images, editors' avatars, documents and captions from the default storage."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve
from wagtail.images import get_image_model
from wagtail.users.models import UserProfile

from content.captions.reader import read_captions
from content.captions.types import InvalidCaptions
from content.captions.webvtt import MEDIA_TYPE, render_webvtt
from content.media.access import may_have
from delivery.file_response import file_response
from delivery.range_requests import with_ranges

AVATAR_PREFIX = "avatar_images/"
CAPTION_HEADERS = ("Content-Security-Policy", "ETag", "Last-Modified", "X-Content-Type-Options")
PLACEHOLDER_HEADERS = {"Content-Encoding": "None", "ETag": '""'}  # what Wagtail sends where there is no value


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """The file at a path below `/media/`: a rendition, an original image or an editor's avatar.

    Raises:
        Http404: There is none, or the reader may not have it. Documents are served by `serve_document`.
    """
    if "\0" in path:
        raise Http404  # no name, and PostgreSQL would not look for it
    if path.startswith(AVATAR_PREFIX):
        return serve_avatar(request, path)
    images = get_image_model().objects.select_related("collection")
    renditions = images.model.get_rendition_model().objects.select_related("image__collection")
    rendition = renditions.filter(file=path).first()
    image = rendition.image if rendition else images.filter(file=path).first()
    if image is None or not may_have(request, image):
        raise Http404
    stored = rendition or image
    tag = f"{stored.pk}-{image.file_hash}"  # a rendition is made anew, with another number, when its original changes
    return file_response(request, stored.file, tag=tag, content_type=image_content_type(path))


def serve_avatar(request: HttpRequest, path: str) -> HttpResponseBase:
    """An editor's avatar, for users with access to the admin, which alone shows it."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    profile = get_object_or_404(UserProfile, avatar=path)
    return file_response(request, profile.avatar, tag=PurePosixPath(path).stem, content_type=image_content_type(path))


def image_content_type(name: str) -> str:
    """The media type by file name extension; `application/octet-stream` unless it is an image type."""
    content_type = mimetypes.guess_type(name)[0] or ""
    return content_type if content_type.startswith("image/") else "application/octet-stream"


def serve_document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Wagtail's response with its checks, hooks and headers, and with range requests."""
    response = serve(request, document_id, filename)
    if response.status_code != 200 or not isinstance(response, FileResponse):
        return response
    for name, value in PLACEHOLDER_HEADERS.items():
        if response.get(name) == value:
            del response[name]
    return with_ranges(request, response)


def serve_captions(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """The captions of a document as WebVTT, whatever format and encoding it has, to those who may have the document.

    Raises:
        Http404: There is none, the reader may not have it, or it has no captions that can be read.
    """
    original = serve(request, document_id, filename)
    if original.status_code != 200 or not isinstance(original, FileResponse):
        return original
    try:
        content = render_webvtt(read_captions(original.getvalue()))
    except InvalidCaptions as error:
        raise Http404 from error
    kept = {name: original[name] for name in CAPTION_HEADERS if original.get(name, '""') != '""'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=kept)
