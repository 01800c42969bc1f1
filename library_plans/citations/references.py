"""References to an edition, a page of it and perhaps its words; independent of passage rows, which are replaced."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from library_plans.choices import ADOPTIONS
from library_plans.models.editions import Edition
from library_plans.models.plans import PlanOwner
from library_plans.redaction.rules import active_redactions, is_page_redacted, is_redacted, words_pattern

PHRASE = '"'
MAX_HIGHLIGHTED_WORDS = 8  # of a quote that its link searches for, as a phrase


def citable_editions(on: date | None = None) -> QuerySet[Edition]:
    """Editions with what a quote shows of them: three queries however many they are.

    Each has `adopted_on`, the day of the latest adoption known on a day (today), and `followed`, whether a later
    edition of the same kind was collected.
    """
    adopted = Q(
        plan__decisions__kind__in=ADOPTIONS,
        plan__decisions__decided_on__lte=on or timezone.localdate(),
        plan__decisions__voided_at__isnull=True,
    )
    later = Edition.objects.filter(
        plan=OuterRef("plan"), number__gt=OuterRef("number"), variant=OuterRef("variant"), language=OuterRef("language")
    )
    owners = Prefetch("plan__owners", queryset=PlanOwner.objects.select_related("organisation"))
    rows = Edition.objects.select_related("plan").prefetch_related(owners, "redactions")
    return rows.annotate(
        adopted_on=Max("plan__decisions__decided_on", filter=adopted), followed=Exists(later)
    ).order_by("pk")


def is_quotable(edition: Edition, page: int, words: str = "") -> bool:
    """Whether the page, and the words on it, are public: redacted text is not quoted either."""
    if not edition.plan.owners.all() or is_redacted(edition) or is_page_redacted(edition, page):
        return False
    held = [row.words for row in active_redactions(edition) if row.words and row.page_number == page]
    return not any(words_pattern(secret).search(words) for secret in held)


def reference_errors(edition: Edition, page: int, words: str = "") -> dict[str, str]:
    """Error messages for a reference, by the field that is wrong: `edition`, `page` or `words`; empty when it holds."""
    if not edition.plan.owners.all() or is_redacted(edition):
        return {"edition": _("This edition is not public.")}
    if not 1 <= page <= (edition.page_count or 0):
        return {"page": _("The edition has pages 1 to %(pages)d.") % {"pages": edition.page_count or 0}}
    if is_page_redacted(edition, page):
        return {"page": _("This page is withheld.")}
    if words and not contains_words(words, page_texts(edition, page)):
        return {"words": _("These words do not stand on the page.")}
    return {}


def page_texts(edition: Edition, page: int) -> list[str]:
    """The texts of a page, passage by passage; none of a redacted page."""
    if is_redacted(edition) or is_page_redacted(edition, page):
        return []
    return list(edition.passages.filter(page_number=page).order_by("position").values_list("text", flat=True))


def contains_words(words: str, texts: Collection[str]) -> bool:
    """Whether the texts contain the words in this order, whatever line or paragraph breaks stand between them."""
    return bool(words.split()) and bool(words_pattern(words).search("\n".join(texts)))


def reader_url(edition: Edition, page: int, words: str = "") -> str:
    """The URL of the page in the reader, with the first of the words highlighted."""
    address = f"{edition.plan.get_absolute_url()}{edition.number}/sida/{page}/"
    if not words:
        return address
    first = " ".join(words.replace('"', " ").split()[:MAX_HIGHLIGHTED_WORDS])
    return f"{address}?{urlencode({'q': f'{PHRASE}{first}{PHRASE}'})}"


def quote_context(edition: Any, page: int, words: str) -> dict[str, Any]:
    """The context of a quote's template, or `shown` alone when not public. `edition` comes from `citable_editions`."""
    if not is_quotable(edition, page, words):
        return {"shown": False}
    owner = edition.plan.first_owner()
    return {
        "shown": True,
        "words": words,
        "owner": owner.organisation.name,
        "plan": edition.plan,
        "adopted": edition.adopted_on,
        "place": (_("page %(number)d") if edition.has_pages else _("section %(number)d")) % {"number": page},
        "url": reader_url(edition, page, words),
        "followed": edition.followed,
    }
