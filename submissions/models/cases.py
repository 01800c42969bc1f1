"""A case: what was sent in, and how far it has come."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.rules import Actor
from content.fields import WebAddressField
from library_plans.models import Decision, Edition, Plan
from organisations.models import Organisation
from submissions.choices import UNDECIDED, Channel, Kind, State, Step
from submissions.models.contacts import Contact
from submissions.rules import Case, CasePlace


class SubmissionQuerySet(models.QuerySet):
    def handled_by(self, actor: Actor) -> Self:
        """Those on somebody's desk: all for KB, those of the own county for a region's officer."""
        if actor.is_kb:
            return self.all()
        return self.filter(organisation__county_code__in=actor.counties_in_charge).exclude(organisation__county_code="")

    def sent_by(self, user: Any, actor: Actor) -> Self:
        """Those that somebody sent in, or that belong to an organisation that they act for."""
        codes = [code for code in actor.organisations if actor.acts_for(code)]
        return self.filter(Q(sender=user) | Q(organisation__code__in=codes))

    def undecided(self) -> Self:
        return self.filter(state__in=UNDECIDED)

    def overdue(self) -> Self:
        """Undecided ones whose day of answer has passed."""
        return self.undecided().filter(answer_by__lt=timezone.localdate())


class Submission(models.Model):
    """A case. Its number and the time of its receipt never change, and it is never deleted: triggers see to that.

    The state changes only by the functions of `submissions.workflow`. `data` holds the fields of the form by name, as
    JSON; personal data of the sender stand in `contact` alone.
    """

    wagtail_reference_index_ignore = True

    number = models.CharField(_("case number"), max_length=12, unique=True, editable=False)
    received_at = models.DateTimeField(_("received"), db_default=Now(), editable=False)
    channel = models.CharField(_("way in"), max_length=20, choices=Channel, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation"), editable=False
    )
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("sender"),
    )
    sender_role = models.CharField(_("roles of the sender"), max_length=255, blank=True, editable=False)
    contact = models.OneToOneField(
        Contact, on_delete=models.PROTECT, related_name="submission", null=True, editable=False
    )
    title = models.CharField(_("title"), max_length=255, editable=False)
    data: models.JSONField[Any, Any] = models.JSONField(default=dict, editable=False)
    source_url = WebAddressField(_("link"), max_length=1000, blank=True, editable=False)

    state = models.CharField(_("state"), max_length=20, choices=State, default=State.RECEIVED, editable=False)
    step = models.CharField(_("turn"), max_length=10, choices=Step, default=Step.KB, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)  # counts events: what a form showed is compared
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    step_since = models.DateTimeField(default=timezone.now, editable=False)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("officer"),
    )
    answer_by = models.DateField(_("answer by"), null=True, blank=True, editable=False)
    requested_fields: models.JSONField[Any, Any] = models.JSONField(default=list, editable=False)
    decision_reason = models.TextField(_("reason"), blank=True, editable=False)

    # What it became.
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.SET_NULL, related_name="+", null=True, editable=False)
    news = models.ForeignKey("wagtailcore.Page", on_delete=models.SET_NULL, related_name="+", null=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        default_permissions = ("view",)
        ordering: ClassVar = ["-received_at", "-pk"]
        indexes: ClassVar = [
            models.Index(name="submission_by_state", fields=["state", "step"]),
            models.Index(name="submission_by_organisation", fields=["organisation", "state"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def as_case(self) -> Case:
        """The case for the rules."""
        return Case(State(self.state), Step(self.step), case_place(self.organisation), self.sender_id)


def case_place(organisation: Organisation) -> CasePlace:
    """An organisation for the rules."""
    return CasePlace(
        organisation.code,
        organisation.county_code,
        is_municipality=organisation.is_municipality,
        is_region=bool(organisation.region_code),
    )
