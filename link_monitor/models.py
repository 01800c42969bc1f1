"""Links to other websites as the nightly visits know them, and the visits' own record. No row is ever deleted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from library_plans.models import Edition
from link_monitor.choices import FINE, FOR_A_CASE, Outcome
from link_monitor.classification import Reading
from submissions.models import Submission

MOST_CHARACTERS = 1000  # of an address that is visited
MOST_DETAIL = 2000


class LinkQuerySet(models.QuerySet):
    def in_use(self) -> Any:
        """Links that an edition in the register or a published page still has."""
        in_register = Q(editions__in=Edition.objects.values("pk"))
        return self.filter(in_register | Q(pages__live=True)).distinct()

    def faulty(self) -> Any:
        """Links at which the last visit found something wrong."""
        return self.exclude(outcome="").exclude(outcome__in=FINE)

    def lasting(self) -> Any:
        """Of these, those that have been so for as many nights as it takes."""
        return self.faulty().filter(nights__gte=settings.LINK_MONITOR_NIGHTS)

    def for_a_case(self) -> Any:
        """Links of editions that have been lost or replaced for so long that somebody should look, and nobody has."""
        return self.lasting().unhandled().filter(outcome__in=FOR_A_CASE, editions__isnull=False)

    def unhandled(self) -> Any:
        """Links that no editor has looked at since they are as they are."""
        return self.filter(handled_at__isnull=True)


class Link(models.Model):
    """An address on another website that editions were collected from or that published pages lead to."""

    wagtail_reference_index_ignore = True  # follows from editions and pages

    address = models.CharField(_("address"), max_length=MOST_CHARACTERS, unique=True)
    editions = models.ManyToManyField(Edition, verbose_name=_("editions"), related_name="+")
    pages = models.ManyToManyField(Page, verbose_name=_("pages"), related_name="+")

    outcome = models.CharField(_("what was found"), max_length=20, choices=Outcome, blank=True)
    detail = models.CharField(_("more about it"), max_length=MOST_DETAIL, blank=True)
    since = models.DateField(_("since"), null=True, help_text=_("The first night on which the same was found."))
    nights = models.PositiveIntegerField(_("nights"), default=0, help_text=_("On which the same was found."))
    last_night = models.DateField(null=True)
    visited_at = models.DateTimeField(_("last visited"), null=True)

    # What was there when the whole was last read, and what the website calls that version.
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    media_type = models.CharField(max_length=100, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    read_at = models.DateTimeField(null=True)

    case = models.ForeignKey(
        Submission, verbose_name=_("case"), null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    case_since = models.DateField(null=True, editable=False)  # `since` of what the case is about

    handled_at = models.DateTimeField(_("handled"), null=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("handled by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to another website")
        verbose_name_plural = _("links to other websites")
        ordering = ["address"]
        default_permissions = ("view",)
        permissions = [("handle_link", "Can mark links as handled")]

    def __str__(self) -> str:
        return self.address

    def note(self, outcome: str, detail: str, night: date, *, is_same: bool) -> None:
        """Set what a night's visit found, without saving. Anything else than the night before begins a new count."""
        if not is_same:
            self.since, self.nights, self.handled_at, self.handled_by = night, 1, None, None
        elif self.last_night != night:
            self.nights += 1
        self.outcome, self.detail = outcome, "".join(filter(str.isprintable, detail))[:MOST_DETAIL]
        self.last_night, self.visited_at = night, timezone.now()

    def note_reading(self, reading: Reading, headers: Mapping[str, str]) -> None:
        """Set what was read, without saving, and by what the website is asked whether it is still so."""
        self.sha256, self.size, self.media_type = reading.digest, reading.size, reading.media_type
        self.etag = fitting(headers.get("ETag", ""), 500)
        self.last_modified = fitting(headers.get("Last-Modified", ""), 100)
        self.read_at = timezone.now()


def fitting(text: str, most: int) -> str:
    """The text, or nothing if it cannot be sent back as it came."""
    return text if len(text) <= most and text.isascii() and text.isprintable() else ""


class Run(models.Model):
    """One run over all links: how many there were, how many were visited and newly lost, and whether it stopped."""

    wagtail_reference_index_ignore = True

    started_at = models.DateTimeField(_("started"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True)
    links = models.PositiveIntegerField(_("links"), default=0)
    visited = models.PositiveIntegerField(_("visited"), default=0)
    lost = models.PositiveIntegerField(_("lost since the run before"), default=0)
    is_stopped = models.BooleanField(_("stopped"), default=False)

    class Meta:
        verbose_name = _("run of the link monitor")
        verbose_name_plural = _("runs of the link monitor")
        ordering = ["-started_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"

    @classmethod
    def latest_stopped(cls) -> Any:
        """The latest run that has ended, if it was stopped; else none."""
        latest = cls.objects.exclude(ended_at=None).values("pk")[:1]
        return cls.objects.filter(pk__in=Subquery(latest), is_stopped=True)
