"""The accessibility statement that the act (2018:1937) requires, with a form to report faults."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.blocks import StructValue
from wagtail.contrib.settings.models import register_setting

from accessibility.blocks import ShortfallsBlock
from accessibility.choices import AssessmentMethod, Compliance, FunctionalNeed
from accessibility.panels import OverdueAssessmentPanel
from accessibility.report_form import FaultReportForm, send_report
from content.fields import BlocksField, WebAddressField
from content.pages import ContentPage
from content.site_setting import LazySiteSetting
from delivery.throttle import REFUSAL, Throttle

THANKS_PARAMETER = "tack"
FORM_ANCHOR = "anmal"  # id of the form on the page
REPORTS = Throttle("accessibility-report")


@register_setting(icon="glasses")
class AccessibilitySettings(LazySiteSetting):
    """The address for fault reports, and the supervisory authority."""

    reports_email = models.EmailField(
        _("address for reports of faults"),
        blank=True,
        help_text=_("What readers report on the accessibility statement is sent here. Use a function's address."),
    )
    authority = models.CharField(
        _("supervisory authority"),
        max_length=120,
        blank=True,
        default="Myndigheten för digital förvaltning (Digg)",
        help_text=_("Named on the accessibility statement."),
    )
    authority_url = WebAddressField(
        _("where one complains to the authority"), blank=True, default="https://www.digg.se/tdosanmalan"
    )

    panels = [FieldPanel("reports_email"), FieldPanel("authority"), FieldPanel("authority_url")]

    class Meta:
        verbose_name = _("accessibility")


class AccessibilityStatementPage(ContentPage):
    """The accessibility statement; its view also handles the report form."""

    compliance = models.CharField(_("compliance"), max_length=7, choices=Compliance.choices)
    shortfalls = BlocksField(ShortfallsBlock(), blank=True, verbose_name=_("known shortfalls"))
    assessment_method = models.CharField(_("how the site was tested"), max_length=11, choices=AssessmentMethod.choices)
    assessment_details = models.TextField(
        _("more about the test"),
        max_length=1_000,
        blank=True,
        help_text=_("Which pages and programs, by which method, by whom."),
    )
    assessed_on = models.DateField(_("date of the last assessment"))
    site_published_on = models.DateField(_("date on which the site was published"))

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []  # the act requires it for everybody

    content_panels = [
        OverdueAssessmentPanel(),
        *ContentPage.content_panels[:2],
        FieldPanel("compliance"),
        FieldPanel("shortfalls"),
        FieldPanel("assessment_method"),
        FieldPanel("assessment_details"),
        FieldRowPanel([FieldPanel("assessed_on"), FieldPanel("site_published_on")]),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    @property
    def is_overdue(self) -> bool:
        """Whether the last assessment is more than twelve months old."""
        return bool(self.assessed_on) and is_assessment_overdue(self.assessed_on, timezone.localdate())

    def shortfalls_by_need(self) -> Sequence[tuple[str, Sequence[StructValue]]]:
        """The shortfalls grouped by the label of their functional need, in the order of `FunctionalNeed`."""
        order = list(FunctionalNeed.values)
        rows = sorted(
            (block.value for block in self.shortfalls), key=lambda value: order.index(value["functional_need"])
        )
        groups = groupby(rows, key=lambda value: value["functional_need"])
        return [(str(FunctionalNeed(functional_need).label), list(values)) for functional_need, values in groups]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return super().serve(request, *args, **kwargs)
        recipient = AccessibilitySettings.for_request(request).reports_email
        form = FaultReportForm(request.POST)
        if not recipient or not form.is_valid():
            return self.render_form(request, form, 400)
        if not REPORTS.admits(request):
            form.add_error(None, REFUSAL)
            response = self.render_form(request, form, 429)
            response["Retry-After"] = REPORTS.retry_after
            return response
        send_report(form.cleaned_data, to=recipient, page=self.get_full_url(request))
        return HttpResponseRedirect(f"{self.get_url(request)}?{THANKS_PARAMETER}=1#{FORM_ANCHOR}")

    def render_form(self, request: HttpRequest, form: FaultReportForm, status: int) -> HttpResponse:
        """The page with the bound form and its errors."""
        response = super().serve(request, report_form=form)
        response.status_code = status
        return response

    def get_context(
        self, request: HttpRequest, *args: Any, report_form: FaultReportForm | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "settings": AccessibilitySettings.for_request(request),
            "report_form": report_form or FaultReportForm(),
            "thanks": THANKS_PARAMETER in request.GET,
        }


def is_assessment_overdue(assessed: date, today: date) -> bool:
    """Whether an assessment is more than twelve months old."""
    return (assessed.year + 1, assessed.month, assessed.day) < (today.year, today.month, today.day)
