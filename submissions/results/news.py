"""The news item beside an accepted report: a draft for the intranet that is published together with the report."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from submissions.models import Submission
from submissions.results.pages import summary


def make_news(case: Submission, user: Any) -> dict[str, Any]:
    """The draft, which leads to the case's page; links the case to it, and gives its primary key by the name `news`.

    Raises:
        ValidationError: The site has no section for news, or the case no page.
    """
    section = apps.get_model(settings.NEWS_SECTION).objects.first()
    if section is None or case.page is None:
        raise ValidationError(_("The section that the page belongs to does not exist. Run setup_site."))
    link = format_html('<p><a linktype="page" id="{}">{}</a></p>', case.page.pk, _("Read the report"))
    page = apps.get_model(settings.NEWS_PAGE)(
        title=(_("New report: %(title)s") % {"title": case.title})[:255],
        summary=summary(case.data.get("summary") or case.title),
        body=[("text", link)],
        live=False,
        owner=user,
        locale=Locale.objects.get(pk=section.locale_id),
    )
    section.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    case.news = Page.objects.get(pk=page.pk)
    return {"news": page.pk}


def publish_news(case: Submission, user: Any) -> None:
    """Publish what was last written of the news item, unless there is none or somebody has done so.

    KB decided on it when the case was accepted, so whoever publishes the report publishes it too.
    """
    if case.news is not None and not case.news.live:
        case.news.get_latest_revision().publish(user=user, skip_permission_checks=True)
