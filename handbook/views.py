"""The editors' handbook in the admin: contents, and a page for each chapter."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from handbook.chapters import Chapter, chapters


class ContentsView(WagtailAdminTemplateMixin, TemplateView):
    """The list of chapters."""

    page_title = _("Handbook")
    header_icon = "help"
    template_name = "handbook/contents.html"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": reverse("handbook"), "label": _("Handbook")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "chapters": chapters().values()}


class ChapterView(ContentsView):
    """One chapter, with the list of all beside it.

    Raises:
        Http404: There is no chapter of that name.
    """

    template_name = "handbook/chapter.html"

    @property
    def chapter(self) -> Chapter:
        try:
            return chapters()[self.kwargs["slug"]]
        except KeyError:
            raise Http404 from None

    def get_page_title(self) -> str:
        return self.chapter.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.chapter.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "chapter": self.chapter}
