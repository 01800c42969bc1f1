"""Stored periods of status of plans and owners: derived rows, written by `library_plans.status_periods`."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from library_plans.choices import OwnerRole, StatusCode, StatusNote, StatusReason
from library_plans.models.decisions import Decision
from library_plans.models.plans import Plan
from library_plans.querysets import StatusPeriodQuerySet


class StatusPeriod(models.Model):
    """A status from a first to a last day, both included; `date.min` and `date.max` where it has no limit."""

    wagtail_reference_index_ignore = True  # derived: no editor asks where it is used

    code = models.CharField(_("status"), max_length=20, choices=StatusCode)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    is_current = models.BooleanField(_("current"), help_text=_("Whether KB counts it as aktuell."))
    rule_version = models.PositiveSmallIntegerField(_("version of the rule"))

    objects = StatusPeriodQuerySet.as_manager()

    class Meta:
        abstract = True


class PlanStatusPeriod(StatusPeriod):
    """A plan's status with everything that explains it. The periods of a plan cover all days once."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="status_periods", verbose_name=_("plan"))
    reason = models.CharField(_("reason"), max_length=30, choices=StatusReason)
    adoption = models.ForeignKey(
        Decision, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("adoption")
    )
    evidence = models.ForeignKey(
        Decision, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("evidence")
    )
    starts = models.DateField(_("counts from"), null=True)
    effective_end = models.DateField(_("last day by all decisions"), null=True)
    note = models.CharField(_("note"), max_length=12, choices=StatusNote, blank=True)

    class Meta:
        verbose_name = _("status period of a plan")
        verbose_name_plural = _("status periods of plans")
        ordering = ["plan", "first_day"]
        constraints = [
            models.UniqueConstraint(name="planstatusperiod_once_per_first_day", fields=["plan", "first_day"]),
            models.CheckConstraint(
                name="planstatusperiod_ends_after_it_starts", condition=Q(last_day__gte=F("first_day"))
            ),
        ]
        indexes = [models.Index(name="planstatusperiod_by_day", fields=["last_day", "first_day"])]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.code} {self.first_day}–{self.last_day}"


class OwnerStatusPeriod(StatusPeriod):
    """The status of a municipality or region in its role: that of `plan_period`, or *ingen* without one."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="+", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=10, choices=OwnerRole)
    plan_period = models.ForeignKey(
        PlanStatusPeriod,
        on_delete=models.CASCADE,
        null=True,
        related_name="owner_periods",
        verbose_name=_("status period of the plan"),
    )
    new_consultation = models.BooleanField(_("new plan under consultation"), default=False)
    new_assigned = models.BooleanField(_("decision to make a new plan"), default=False)

    class Meta:
        verbose_name = _("status period of an owner")
        verbose_name_plural = _("status periods of owners")
        ordering = ["organisation", "role", "first_day"]
        constraints = [
            models.UniqueConstraint(
                name="ownerstatusperiod_once_per_first_day", fields=["organisation", "role", "first_day"]
            ),
            models.CheckConstraint(
                name="ownerstatusperiod_ends_after_it_starts", condition=Q(last_day__gte=F("first_day"))
            ),
            models.CheckConstraint(
                name="ownerstatusperiod_has_a_plan_or_none",
                condition=Q(code=StatusCode.NONE, plan_period__isnull=True)
                | (~Q(code=StatusCode.NONE) & Q(plan_period__isnull=False)),
            ),
        ]
        indexes = [models.Index(name="ownerstatusperiod_by_day", fields=["last_day", "first_day"])]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role}: {self.code} {self.first_day}–{self.last_day}"
