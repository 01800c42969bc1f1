"""An edition's file as it was collected, and images of its pages."""

from __future__ import annotations

import logging

from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from delivery.disk_space import DiskFull
from delivery.file_response import file_response
from extraction.types import MediaType, Unreadable
from library_plans.extraction_messages import reason_text
from library_plans.importer import page_images
from library_plans.models import PlanSettings
from library_plans.models.editions import SUFFIXES
from library_plans.redaction.rules import is_file_shown, is_image_shown
from library_plans.views.lookup import answers_moved_and_voided, find_edition, find_plan

logger = logging.getLogger(__name__)


@require_safe
@answers_moved_and_voided
def file(request: HttpRequest, code: str, slug: str, plan: str, edition: int) -> HttpResponseBase:
    """The file. 404 when KB publishes no copies, any part of it is withheld, or it is of no format that is read."""
    _owner_plans, found = find_plan(code, slug, plan, f"{edition}/fil/")
    this = find_edition(found, edition)
    if not is_file_shown(this, PlanSettings.current().publish_copies):
        raise Http404
    return file_response(
        request,
        this.file,
        tag=this.sha256,
        content_type=this.media_type,
        name=f"{slug}-{plan}-{edition}.{SUFFIXES[this.media_type]}",
        attachment=this.media_type != MediaType.PDF,
    )


@require_safe
@answers_moved_and_voided
def page_image(request: HttpRequest, code: str, slug: str, plan: str, edition: int, page: int) -> HttpResponseBase:
    """The page as it looks, or a drawn sheet that says why there is no picture yet. 404 where it is withheld."""
    _owner_plans, found = find_plan(code, slug, plan, f"{edition}/sida/{page}/bild/")
    this = find_edition(found, edition)
    if not 1 <= page <= (this.page_count or 0) or not is_image_shown(this, page):
        raise Http404
    tag = f"{this.sha256}-{page}"
    unchanged = get_conditional_response(request, etag=f'"{tag}"')
    if unchanged is not None:
        return unchanged
    try:
        picture = page_images.page_image(this, page)
    except page_images.RendererBusy:
        return placeholder_image(_("The picture is being made"), wait=True)
    except Unreadable as refusal:
        return placeholder_image(reason_text(refusal.reason))
    except (DiskFull, OSError):
        logger.exception("An image of page %d of edition %s could not be made", page, this.pk)
        return placeholder_image(_("The picture cannot be made just now"), wait=True)
    return file_response(request, File(picture.open("rb")), tag=tag, content_type="image/webp")


def placeholder_image(message: str, *, wait: bool = False) -> HttpResponse:
    """A white sheet with a sentence; asked for again soon when the picture is on its way."""
    drawing = render_to_string("library_plans/no_image.svg", {"message": message})
    response = HttpResponse(drawing, content_type="image/svg+xml")
    if wait:
        response["Cache-Control"] = "no-store"
        response["Retry-After"] = "2"
    return response
