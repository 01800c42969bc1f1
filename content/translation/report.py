"""How translations stand to the Swedish pages they are of: what is missing, and what has changed meanwhile."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

SUBMIT = "wagtail_localize.submit_translation"


def translations() -> QuerySet[Page]:
    """Every page that is not Swedish, with `source` (its id), `fetched`, `missing` and `source_published`.

    `fetched` is when the Swedish text was last brought over, `missing` how many of its texts have no translation.
    """
    source = TranslationSource.objects.filter(object_id=OuterRef("translation_key"))
    swedish = Page.objects.filter(translation_key=OuterRef("translation_key"), live=True)
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), locale=OuterRef(OuterRef("locale"))
    )
    texts = StringSegment.objects.filter(source__object_id=OuterRef("translation_key")).order_by()
    missing = texts.filter(~Exists(done.exclude(has_error=True))).values("source").annotate(n=Count("pk")).values("n")
    return (
        Page.objects.exclude(locale__language_code=settings.LANGUAGE_CODE)
        .select_related("locale")
        .annotate(
            source=Subquery(source.values("pk")[:1]),
            fetched=Subquery(source.values("last_updated_at")[:1]),
            missing=Coalesce(Subquery(missing), 0),
            source_published=Subquery(
                swedish.filter(locale__language_code=settings.LANGUAGE_CODE).values("last_published_at")[:1]
            ),
        )
        .order_by("locale__language_code", "path")
    )


def standing(page: Any) -> str:
    """What a translation lacks, in a sentence or two."""
    said = []
    if page.source is None:
        return _("Written by hand, not tied to the Swedish text")
    if page.source_published and page.source_published > page.fetched:
        day = date_format(localtime(page.source_published), "j F Y")
        said.append(_("The Swedish page changed on %(day)s: fetch the changes") % {"day": day})
    if page.missing:
        said.append(ngettext("%(n)d text is not translated", "%(n)d texts are not translated", page.missing))
        said[-1] %= {"n": page.missing}
    return ". ".join(said) or _("In step with the Swedish page")


def where_to(page: Any) -> str:
    """Where what is lacking can be done."""
    if page.source and page.source_published and page.source_published > page.fetched:
        return reverse("wagtail_localize:update_translations", args=[page.source])
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class TranslationReport(ReportView):
    """Every translation there is, for those who may begin one."""

    model = Page
    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "translations"
    index_results_url_name = "translations_results"
    columns = [
        TitleColumn("title", label=gettext_lazy("Page"), accessor="title", get_url=where_to),
        Column("locale", label=gettext_lazy("Language"), accessor=lambda page: page.locale.get_display_name()),
        Column("live", label=gettext_lazy("Status"), accessor="status_string"),
        Column("standing", label=gettext_lazy("Against the Swedish page"), accessor=standing),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(SUBMIT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Page]:
        return translations()
