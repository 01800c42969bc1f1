"""The start page of those who are signed in."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from content.pages import BasePage
from home.intranet import intranet_context


class IntranetPage(BasePage):
    """Internal news, which are the pages below it, working material, and who works with this.

    `home.bootstrap` makes it and shows it to signed-in users. No editor can open it: it holds names and addresses.
    """

    introduction = models.TextField(
        _("introduction"), max_length=400, blank=True, help_text=_("One or two sentences under the heading.")
    )

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.InformationPage"]
    private_page_options: list[str] = []

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("intranet page")
        verbose_name_plural = _("intranet pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **intranet_context(self, request)}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; 404 after the last page of the documents, 400 for a page number that is none."""
        response = super().serve(request, *args, **kwargs)
        response.status_code = response.context_data["documents"].status_code
        return response
