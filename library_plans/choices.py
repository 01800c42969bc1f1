"""Choices of plans, decisions, editions and statuses. Values are stored, and used in URLs."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class ImportStatus(models.TextChoices):
    """What became of a row of a batch of plans, or what it waits for."""

    OPEN = "oppen", _("to decide on")
    ACCEPTED = "godkand", _("is being entered")
    ENTERED = "inford", _("entered")
    KNOWN = "kand", _("in the register already")
    REFUSED = "avvisad", _("refused")
    SKIPPED = "overhoppad", _("skipped")
    TAKEN_BACK = "tillbakatagen", _("taken back")


class StatusCode(models.TextChoices):
    """The nine states in order: an owner has the first that holds. A plan has one of the first eight."""

    IN_FORCE = "gallande", pgettext_lazy("status of a plan", "In force")
    EXTENDED = "forlangd", pgettext_lazy("status of a plan", "Extended")
    COMING = "kommande", pgettext_lazy("status of a plan", "Adopted, begins later")
    EXPIRED = "utgangen", pgettext_lazy("status of a plan", "Expired, counted as current by KB")
    CONSULTATION = "remiss", pgettext_lazy("status of a plan", "Under consultation")
    ASSIGNED = "uppdrag", pgettext_lazy("status of a plan", "Decision to make one")
    LONG_EXPIRED = "utgangen-lange", pgettext_lazy("status of a plan", "Expired, not counted as current by KB")
    UNCLEAR = "uppgift-saknas", pgettext_lazy("status of a plan", "Information missing")
    NONE = "ingen", pgettext_lazy("status of a plan", "No plan known")


PLAN_CODES = tuple(code for code in StatusCode if code is not StatusCode.NONE)
IN_FORCE_CODES = (StatusCode.IN_FORCE, StatusCode.EXTENDED)


class StatusReason(models.TextChoices):
    """Why a status holds: the sentence that explains it, which `library_plans.rules.explanations` writes."""

    UNTIL_DATE = "till-datum"
    UNTIL_FURTHER_NOTICE = "tills-vidare"
    UNTIL_REPLACED = "tills-ersatt"
    EXTENDED_TO_DATE = "forlangd-till-datum"
    EXTENDED_UNTIL_REPLACED = "forlangd-tills-ersatt"
    UNTIL_SUCCESSOR = "till-efterfoljare"
    EXTENDED_UNTIL_SUCCESSOR = "forlangd-till-efterfoljare"
    UNTIL_REVOCATION = "till-upphavande"
    BEGINS_LATER = "borjar-senare"
    DATES_UNKNOWN = "tid-okand"
    ENDED = "gick-ut"
    EXTENSION_ENDED = "gick-ut-efter-forlangning"
    REPLACED = "ersatt"
    REVOKED = "upphavd"
    REVOKED_BEFORE_START = "upphavd-fore-start"
    CONSULTATION_COLLECTED = "remissversion-insamlad"
    IN_PREPARATION = "under-arbete"
    ABANDONED = "avbruten"
    ADOPTION_UNKNOWN = "antagande-okant"
    NO_PLAN = "ingen-plan"


NOT_ADOPTED = (
    StatusReason.CONSULTATION_COLLECTED,
    StatusReason.IN_PREPARATION,
    StatusReason.ABANDONED,
    StatusReason.ADOPTION_UNKNOWN,
)


class StatusNote(models.TextChoices):
    """What is said beside a status: of the plan itself, or of another plan of the same owner."""

    ENDS_SOON = "gar-ut-snart", pgettext_lazy("beside the status of a plan", "ends soon")
    CONSULTATION = "remiss", pgettext_lazy("beside the status of a plan", "under consultation")
    ASSIGNED = "uppdrag", pgettext_lazy("beside the status of a plan", "decision to make one")
    NEW_CONSULTATION = "ny-remiss", pgettext_lazy("beside the status of a plan", "new plan under consultation")
    NEW_ASSIGNED = "ny-uppdrag", pgettext_lazy("beside the status of a plan", "decision to make a new plan")
