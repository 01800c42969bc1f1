"""Similar proposals while somebody types; without JavaScript they are shown before the form is sent."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from submissions.similar import similar_pages
from submissions.views.submitter import SubmitterMixin


class SimilarView(SubmitterMixin, TemplateView):
    """A part of a page, for the words `q`."""

    template_name = "submissions/similar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "")
        return super().get_context_data(similar=similar_pages(words, self.request.user), **kwargs)
