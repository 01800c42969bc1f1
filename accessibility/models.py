"""The accessibility statement: what the act (2018:1937) and its regulations ask for, and a way to report faults."""

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
from accessibility.choices import Compliance, Situation, Testing
from accessibility.panels import AssessmentPanel
from accessibility.report_form import NotSent, ReportForm, send
from content.fields import BlocksField
from content.pages import ContentPage
from content.site_setting import LazySiteSetting

THANKS = "tack"
FORM = "anmal"  # where the form stands on the page


@register_setting(icon="universal-access")
class AccessibilitySettings(LazySiteSetting):
    """Where readers' reports go, and who supervises the site."""

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
    authority_url = models.URLField(
        _("where one complains to the authority"), blank=True, default="https://www.digg.se/tdosanmalan"
    )

    panels = [FieldPanel("reports_email"), FieldPanel("authority"), FieldPanel("authority_url")]

    class Meta:
        verbose_name = _("accessibility")


class AccessibilityStatementPage(ContentPage):
    """How accessible the site is, how that was found out, how to report a fault, and who supervises it."""

    compliance = models.CharField(_("compliance"), max_length=6, choices=Compliance.choices)
    shortfalls = BlocksField(ShortfallsBlock(), blank=True, verbose_name=_("known shortfalls"))
    testing = models.CharField(_("how the site was tested"), max_length=7, choices=Testing.choices)
    testing_text = models.TextField(
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

    content_panels = [
        AssessmentPanel(),
        *ContentPage.content_panels[:2],
        FieldPanel("compliance"),
        FieldPanel("shortfalls"),
        FieldPanel("testing"),
        FieldPanel("testing_text"),
        FieldRowPanel([FieldPanel("assessed_on"), FieldPanel("site_published_on")]),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    @property
    def is_overdue(self) -> bool:
        """Whether the last assessment is more than twelve months old: the statement is to be kept up to date."""
        return bool(self.assessed_on) and overdue(self.assessed_on, timezone.localdate())

    def by_situation(self) -> Sequence[tuple[str, Sequence[StructValue]]]:
        """The shortfalls below the words for who meets them, in the order of the authority's list."""
        order = list(Situation.values)
        rows = sorted((block.value for block in self.shortfalls), key=lambda value: order.index(value["situation"]))
        groups = groupby(rows, key=lambda value: value["situation"])
        return [(str(Situation(situation).label), list(values)) for situation, values in groups]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return super().serve(request, *args, **kwargs)
        to = AccessibilitySettings.for_request(request).reports_email
        form = ReportForm(request.POST)
        if not to or not form.is_valid():
            return self.answer(request, form, 400)
        try:
            send(form.cleaned_data, to=to, page=self.get_full_url(request))
        except NotSent:
            form.add_error(None, _("Your report could not be sent. Your text is still here: try again in a while."))
            return self.answer(request, form, 503)
        return HttpResponseRedirect(f"{self.get_url(request)}?{THANKS}=1#{FORM}")

    def answer(self, request: HttpRequest, form: ReportForm, status: int) -> HttpResponse:
        """The page with what was written and what is wrong with it."""
        response = super().serve(request, report_form=form)
        response.status_code = status
        return response

    def get_context(
        self, request: HttpRequest, *args: Any, report_form: ReportForm | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "settings": AccessibilitySettings.for_request(request),
            "report_form": report_form or ReportForm(),
            "thanks": THANKS in request.GET,
        }


def overdue(assessed: date, today: date) -> bool:
    """Whether more than twelve months lie between two days."""
    return (assessed.year + 1, assessed.month, assessed.day) < (today.year, today.month, today.day)
