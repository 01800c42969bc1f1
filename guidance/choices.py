"""Choices of the fields of guidance."""

from django.db import models
from django.utils.translation import gettext_lazy


class Helpfulness(models.TextChoices):
    """The reader's answer to "did this help?"."""

    YES = "ja", gettext_lazy("Yes")
    PARTLY = "delvis", gettext_lazy("Partly")
    NO = "nej", gettext_lazy("No")
