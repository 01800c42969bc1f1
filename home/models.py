"""The start page."""

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageViewRestriction

from cms.pages import BasePage
from home.front import front


class HomePage(BasePage):
    """The front door: search first, then where things stand."""

    introduction = models.TextField(
        _("introduction"), max_length=400, blank=True, help_text=_("One or two sentences under the heading.")
    )

    max_count = 1
    subpage_types: list[str] = []

    private_page_options: list[str] = []

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """None: the front door is open to everybody, and asking costs two queries at each visit."""
        return PageViewRestriction.objects.none()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **front(timezone.localdate())}
