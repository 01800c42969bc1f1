"""What operating the site needs to remember: leases of tasks, links that lead nowhere, and content that was blocked."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult


class TaskLease(models.Model):
    """Until when a running task counts as alive. Its worker renews it; one that has run out means a lost worker."""

    wagtail_reference_index_ignore = True  # no editor asks where a task is used

    task = models.OneToOneField(DBTaskResult, on_delete=models.CASCADE, primary_key=True, related_name="lease")
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.task_id}, {self.expires_at:%Y-%m-%d %H:%M:%S}"


class BrokenLinkReason(models.TextChoices):
    NO_PAGE = "no_page", _("the page does not exist")
    UNPUBLISHED = "unpublished", _("the page is not published")
    NO_FILE = "no_file", _("the file does not exist")
    NO_ADDRESS = "no_address", _("nothing is found at the address")


class BrokenLink(models.Model):
    """A link of a published page that leads nowhere on this site, as the nightly check found it."""

    wagtail_reference_index_ignore = True  # derived: no editor asks where it is used

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    target = models.TextField(_("leads to"))
    reason = models.CharField(_("what is wrong"), max_length=12, choices=BrokenLinkReason)
    found_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")
        ordering = ["page", "pk"]
        constraints = [models.UniqueConstraint(name="brokenlink_once_per_page", fields=["page", "target", "reason"])]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.target}"


class PolicyViolation(models.Model):
    """Something that a page asked for and the content security policy refused, as browsers reported it."""

    wagtail_reference_index_ignore = True

    page = models.CharField(_("address"), max_length=200)
    directive = models.CharField(_("rule"), max_length=200)
    blocked = models.CharField(_("what was blocked"), max_length=200)
    number = models.PositiveIntegerField(_("times"), default=1, db_default=1)
    first_at = models.DateTimeField(_("since"), auto_now_add=True)
    last_at = models.DateTimeField(_("last seen"), default=timezone.now)

    class Meta:
        verbose_name = _("blocked content")
        verbose_name_plural = _("blocked content")
        default_permissions = ("view",)
        ordering = ["-last_at"]
        constraints = [models.UniqueConstraint(name="policyviolation_once", fields=["page", "directive", "blocked"])]

    def __str__(self) -> str:
        return f"{self.page}: {self.directive} {self.blocked}"
