"""The words that plans, decisions and editions are sorted by; values are stored, and stand in addresses."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanKind(models.TextChoices):
    """What sort of document it is; source: domain of KB's list and the regional association's list."""

    MUNICIPAL = "kommunal", _("municipal library plan")
    REGIONAL = "regional", _("regional library plan")
    SCHOOL = "skolbiblioteksplan", _("school library plan")
    STRATEGY = "strategi", _("strategy")
    CULTURE = "kulturplan", _("part of a culture plan")
    SUPPLEMENT = "tillagg", _("supplement")


class PlanScope(models.TextChoices):
    ALL = "alla", _("all library activity")
    PUBLIC = "folkbibliotek", _("public libraries")
    SCHOOL = "skolbibliotek", _("school libraries")
    REGIONAL = "regional", _("regional library activity")


class OwnerRole(models.TextChoices):
    MUNICIPALITY = "kommun", _("municipality")
    REGION = "region", _("region")
    OTHER = "annan", _("other")


class DecisionKind(models.TextChoices):
    ASSIGNMENT = "uppdrag", _("assignment to make a plan")
    CONSULTATION = "remiss", _("sent for consultation")
    REFERRED_BACK = "aterremiss", _("referred back")
    ADOPTION = "antagande", _("adoption")
    ADOPTION_AMENDED = "antagande_andring", _("adoption with changes")
    EXTENSION = "forlangning", _("extension")
    REVISION = "revidering", _("revision")
    REAFFIRMATION = "aktualisering", _("reaffirmation")
    REVOCATION = "upphavande", _("revocation")


ADOPTIONS = (DecisionKind.ADOPTION, DecisionKind.ADOPTION_AMENDED)
EXTENSIONS = (DecisionKind.EXTENSION, DecisionKind.REAFFIRMATION, DecisionKind.REVISION)


class DecisionBody(models.TextChoices):
    MUNICIPAL_COUNCIL = "kf", _("municipal council")
    MUNICIPAL_BOARD = "ks", _("municipal executive board")
    REGIONAL_COUNCIL = "rf", _("regional council")
    REGIONAL_BOARD = "rs", _("regional executive board")
    COMMITTEE = "namnd", _("committee")
    ASSOCIATION_BOARD = "direktion", _("board of the association")
    OTHER = "annat", _("other body")


class EditionVariant(models.TextChoices):
    ADOPTED = "antagen", _("adopted")
    CONSULTATION = "remiss", _("consultation version")
    SHORT = "kortversion", _("short version")
    EASY = "lattlast", _("easy to read")
    TRANSLATION = "oversattning", _("translation")


class StatusCode(StrEnum):
    """The nine states in order: an owner has the first that holds. A plan has one of the first eight."""

    IN_FORCE = "gallande"
    EXTENDED = "forlangd"
    COMING = "kommande"
    EXPIRED = "utgangen"
    CONSULTATION = "remiss"
    ASSIGNED = "uppdrag"
    LONG_EXPIRED = "utgangen-lange"
    UNCLEAR = "uppgift-saknas"
    NONE = "ingen"
