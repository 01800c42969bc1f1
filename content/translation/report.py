"""Report of translations: missing texts, and source pages that have changed since."""

from __future__ import annotations

from typing import Any

import django_filters
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from content.admin.column_export import ColumnExportMixin

OUTDATED, INCOMPLETE = "inaktuell", "ofullstandig"
SUBMIT_PERMISSION = "wagtail_localize.submit_translation"


def annotated_translations() -> QuerySet[Page]:
    """Every page that is not Swedish, annotated for the report.

    `source_id`: primary key of its TranslationSource, None for a page written by hand; `synced_at`: when it was last
    updated from the source page; `source_published_at`: when that was last published; `missing_count`: its texts
    without a translation.
    """
    source = TranslationSource.objects.filter(object_id=OuterRef("translation_key"))
    source_pages = Page.objects.filter(translation_key=OuterRef("translation_key"), live=True)
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), locale=OuterRef(OuterRef("locale"))
    )
    texts = StringSegment.objects.filter(source__object_id=OuterRef("translation_key")).order_by()
    missing = (
        texts.filter(~Exists(translated.exclude(has_error=True))).values("source").annotate(n=Count("pk")).values("n")
    )
    return (
        Page.objects.exclude(locale__language_code=settings.LANGUAGE_CODE)
        .select_related("locale")
        .annotate(
            source_id=Subquery(source.values("pk")[:1]),
            synced_at=Subquery(source.values("last_updated_at")[:1]),
            missing_count=Coalesce(Subquery(missing), 0),
            source_published_at=Subquery(
                source_pages.filter(locale__language_code=settings.LANGUAGE_CODE).values("last_published_at")[:1]
            ),
        )
        .order_by("locale__language_code", "path")
    )


def translation_status(page: Any) -> str:
    """What a translation lacks, in a sentence or two."""
    sentences = []
    if page.source_id is None:
        return _("Written by hand, not tied to the Swedish text")
    if is_outdated(page):
        day = date_format(localtime(page.source_published_at), "j F Y")
        sentences.append(_("The Swedish page changed on %(day)s: fetch the changes") % {"day": day})
    if page.missing_count:
        text = ngettext("%(n)d text is not translated", "%(n)d texts are not translated", page.missing_count)
        sentences.append(text % {"n": page.missing_count})
    return ". ".join(sentences) or _("In step with the Swedish page")


def next_action_url(page: Any) -> str:
    """The admin view that updates an outdated translation, else the one that edits the page."""
    if is_outdated(page):
        return reverse("wagtail_localize:update_translations", args=[page.source_id])
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def is_outdated(page: Any) -> bool:
    """Whether the source page was published after the translation was last updated from it."""
    return bool(page.source_id and page.source_published_at and page.source_published_at > page.synced_at)


def outdated_translations() -> QuerySet[Page]:
    """The translations whose source page was published after they were last updated from it."""
    return annotated_translations().filter(source_published_at__gt=F("synced_at"))


class TranslationFilterSet(WagtailFilterSet):
    """Filters by language, and to what an editor has to do."""

    lage = django_filters.ChoiceFilter(
        label=gettext_lazy("Against the Swedish page"),
        choices=[
            (OUTDATED, gettext_lazy("the Swedish page has changed")),
            (INCOMPLETE, gettext_lazy("texts are not translated")),
        ],
        method="by_state",
    )

    class Meta:
        model = Page
        fields = ["locale"]

    def by_state(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        if value == OUTDATED:
            return pages.filter(pk__in=outdated_translations().values("pk"))
        return pages.filter(missing_count__gt=0)


class TranslationReport(ColumnExportMixin, ReportView):
    """All translations, for users with the permission to submit pages for translation."""

    model = Page
    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "translations"
    index_results_url_name = "translations_results"
    filterset_class = TranslationFilterSet
    export_filename = "oversattningar"
    columns = [
        TitleColumn("title", label=gettext_lazy("Page"), accessor="title", get_url=next_action_url),
        Column("locale", label=gettext_lazy("Language"), accessor=lambda page: page.locale.get_display_name()),
        Column("live", label=gettext_lazy("Status"), accessor="status_string"),
        Column("translation_status", label=gettext_lazy("Against the Swedish page"), accessor=translation_status),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(SUBMIT_PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Page]:
        return annotated_translations()
