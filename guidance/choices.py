"""The words that answers to guidance are sorted by."""

from django.db import models
from django.utils.translation import gettext_lazy


class Verdict(models.TextChoices):
    YES = "ja", gettext_lazy("Yes")
    PARTLY = "delvis", gettext_lazy("Partly")
    NO = "nej", gettext_lazy("No")
