"""The archive of open data that is offered for download."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from library_plans.models.editions import Edition, plan_files


def archive_file_name(archive: "OpenDataArchive", filename: str) -> str:
    return f"open-data/{archive.sha256}.zip"


class OpenDataArchive(models.Model):
    """A ZIP with the register and the text of its `editions`. The newest row is served while all of it may be shown."""

    wagtail_reference_index_ignore = True  # derived: no editor asks where it is used

    file = models.FileField(_("file"), upload_to=archive_file_name, storage=plan_files, max_length=120)
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes"))
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    valid_on = models.DateField(_("statuses hold for"))
    page_count = models.PositiveIntegerField(_("pages"))
    redactions = models.CharField(max_length=64)  # digest of the redactions that its text obeys
    editions = models.ManyToManyField(Edition, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("archive of open data")
        verbose_name_plural = _("archives of open data")

    def __str__(self) -> str:
        return f"{self.valid_on} {self.sha256[:8]}"
