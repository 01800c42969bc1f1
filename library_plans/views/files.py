"""The files behind the text: the frozen copy as it was collected, and pictures of its pages."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from extraction.types import MediaType, Unreadable
from library_plans.importer import page_images
from library_plans.models import PlanSettings
from library_plans.models.editions import SUFFIXES
from library_plans.redaction.rules import active_redactions, shows_image
from library_plans.views.edition import find_edition
from library_plans.views.lookup import canonical, find_plan

# What was collected may hold scripts; a browser must neither run them nor guess another type.
SANDBOX = "sandbox"
ASK_EACH_TIME = "no-cache"  # may be kept, but not used without asking: the next minute it may be withheld


@require_safe
@canonical
def frozen_copy(request: HttpRequest, code: str, slug: str, plan: str, edition: int) -> HttpResponseBase:
    """The file, unless KB does not publish copies or any part of it is withheld: 404 in both cases."""
    _owner_plans, found = find_plan(code, slug, plan, f"{edition}/fil/")
    this = find_edition(found, edition)
    if active_redactions(this) or not PlanSettings.load(request).publish_copies:
        raise Http404
    etag = f'"{this.sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    try:
        stream = this.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"{slug}-{plan}-{edition}.{SUFFIXES.get(this.media_type, 'bin')}"
    shown = this.media_type == MediaType.PDF
    kind = this.media_type if this.media_type in SUFFIXES else "application/octet-stream"
    response = FileResponse(stream, as_attachment=not shown, filename=name, content_type=kind)
    response["ETag"] = etag
    response["Cache-Control"] = ASK_EACH_TIME
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@canonical
def page_image(request: HttpRequest, code: str, slug: str, plan: str, edition: int, page: int) -> HttpResponseBase:
    """The page as it looks, or a drawn sheet that says why there is no picture yet. 404 where it is withheld."""
    _owner_plans, found = find_plan(code, slug, plan, f"{edition}/sida/{page}/bild/")
    this = find_edition(found, edition)
    if not 1 <= page <= (this.page_count or 0) or not shows_image(this, page):
        raise Http404
    etag = f'"{this.sha256}-{page}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    try:
        picture = page_images.page_image(this, page)
    except page_images.Busy:
        return empty_sheet(_("The picture is being made"), wait=True)
    except Unreadable as refusal:
        return empty_sheet(refusal.reason)
    response = FileResponse(picture.open("rb"), content_type="image/webp")
    response["ETag"] = etag
    response["Cache-Control"] = ASK_EACH_TIME
    return response


def empty_sheet(message: str, *, wait: bool = False) -> HttpResponse:
    """A white sheet with a sentence; asked for again soon when the picture is on its way."""
    drawing = render_to_string("library_plans/no_image.svg", {"message": message})
    response = HttpResponse(drawing, content_type="image/svg+xml")
    response["Cache-Control"] = "no-store" if wait else ASK_EACH_TIME
    if wait:
        response["Retry-After"] = "2"
    return response
