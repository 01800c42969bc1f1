"""Feedback on pages of guidance ("did this help?"), and the mixin of the pages that ask for it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from content.pages import BasePage
from delivery.throttle import REFUSAL, Throttle
from guidance.choices import Helpfulness
from guidance.forms import FeedbackForm

FEEDBACK_SLUG = "svar"  # of the form, below the page's own URL
CHOICE_PARAMETER = "val"  # the choice made on the page, preselected in the form
THANKS_PARAMETER = "tack"
FEEDBACK = Throttle("guidance-feedback")
SESSION_KEY = "guidance_feedback"  # primary keys of the reader's feedback by that of the page


class GuidanceFeedback(models.Model):
    """Whether a page helped a reader. Anonymous: no user, session or address is stored."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", verbose_name=gettext_lazy("page"))
    helpful = models.CharField(gettext_lazy("did it help?"), max_length=6, choices=Helpfulness.choices)
    text = models.TextField(gettext_lazy("what is missing"), max_length=500, blank=True)
    created_at = models.DateTimeField(gettext_lazy("answered"), auto_now_add=True)
    handled_at = models.DateTimeField(gettext_lazy("handled"), null=True, blank=True, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=gettext_lazy("handled by"),
    )

    class Meta:
        verbose_name = gettext_lazy("answer to guidance")
        verbose_name_plural = gettext_lazy("answers to guidance")
        ordering = ["-created_at", "-pk"]
        permissions = [("handle_guidancefeedback", gettext_lazy("Can mark an answer to guidance as handled"))]

    def __str__(self) -> str:
        return f"{self.page}: {self.get_helpful_display()}"


class FeedbackMixin(BasePage):
    """A page with a feedback form at a URL of its own. A reader who sends it again replaces the first feedback.

    The form is apart from the page because its CSRF token differs by reader, and the page is cached for everybody.
    """

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if path_components == [FEEDBACK_SLUG] and self.live:
            return RouteResult(self, kwargs={"feedback": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, feedback: bool = False, **kwargs: Any) -> HttpResponse:
        return self.serve_feedback(request) if feedback else super().serve(request, *args, **kwargs)

    def serve_feedback(self, request: HttpRequest) -> HttpResponse:
        """The form, 400 with its errors, 429 beyond the limit, or a redirect to the thanks when it is stored."""
        if request.method != "POST":
            form = FeedbackForm(initial={"helpful": request.GET.get(CHOICE_PARAMETER)})
            return self.render_feedback_form(request, form)
        form = FeedbackForm(request.POST)
        if not form.is_valid():
            return self.render_feedback_form(request, form, status=400)
        if not FEEDBACK.admits(request):
            form.add_error(None, REFUSAL)
            response = self.render_feedback_form(request, form, status=429)
            response["Retry-After"] = FEEDBACK.retry_after
            return response
        if not form.cleaned_data["website"]:
            self.save_feedback(request, form.cleaned_data)
        return HttpResponseRedirect(f"{self.feedback_url(request)}?{THANKS_PARAMETER}=1")

    def render_feedback_form(self, request: HttpRequest, form: FeedbackForm, status: int = 200) -> HttpResponse:
        context = {
            "page": self,
            "form": form,
            "is_sent": THANKS_PARAMETER in request.GET,
            "breadcrumbs": self.child_breadcrumbs(request, str(form.fields["helpful"].label)),
        }
        return TemplateResponse(request, "guidance/feedback_form.html", context, status=status)

    def save_feedback(self, request: HttpRequest, cleaned: dict[str, Any]) -> None:
        """Create the reader's feedback on this page, or update it within the session: then it is no longer handled."""
        sent = request.session.get(SESSION_KEY, {})
        values = {"helpful": cleaned["helpful"], "text": cleaned["text"], "handled_at": None, "handled_by": None}
        feedback, _created = GuidanceFeedback.objects.update_or_create(
            pk=sent.get(str(self.pk)), page_id=self.pk, defaults=values
        )
        request.session[SESSION_KEY] = {**sent, str(self.pk): feedback.pk}

    def feedback_url(self, request: HttpRequest) -> str:
        return f"{self.get_url(request)}{FEEDBACK_SLUG}/"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "feedback_url": self.feedback_url(request), "feedback_choices": Helpfulness.choices}
