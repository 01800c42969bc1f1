"""An edition: where its file came from, how well it could be read, and its table of contents."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from content.components import Breadcrumb, Fact, Facts, SearchBox
from content.templatetags.content import filesize
from delivery.page_cache import cacheable
from extraction.types import MediaType, PassageKind, TextState
from library_plans.models import Edition, PlanSettings
from library_plans.models.editions import SUFFIXES
from library_plans.querysets import READABLE
from library_plans.reader.in_document_search import search_edition
from library_plans.reader.toc import table_of_contents
from library_plans.redaction.rules import active_redactions, is_redacted
from library_plans.register.presentation import status_chip, unit_name
from library_plans.views.lookup import answers_moved_and_voided, find_edition, find_plan
from library_plans.views.owner import crumbs

FORMATS = {
    MediaType.PDF: "PDF",
    MediaType.DOCX: "Word (DOCX)",
    MediaType.ODT: "OpenDocument (ODT)",
    MediaType.HTML: "HTML",
    MediaType.DOC: "Word (DOC)",
    MediaType.RTF: "RTF",
}


@require_safe
@answers_moved_and_voided
@cacheable
def edition(request: HttpRequest, code: str, slug: str, plan: str, edition: int) -> HttpResponse:
    """Facts and contents of one edition; with words, a redirect to the first page that holds them."""
    owner_plans, found = find_plan(code, slug, plan, f"{edition}/")
    this = find_edition(found, edition)
    url = f"{found.get_absolute_url()}{edition}/"
    matches = search_edition(request.GET, this, url, 0, owner_plans.on)
    if matches.pages:
        return HttpResponseRedirect(matches.pages[0].url)
    readable = bool(this.page_count) and not is_redacted(this)
    title = _("Edition %(number)s") % {"number": edition}
    context = {
        "organisation": owner_plans.organisation,
        "plan": found,
        "edition": this,
        "title": title,
        "breadcrumbs": crumbs(owner_plans, Breadcrumb(found.title, found.get_absolute_url()), Breadcrumb(title)),
        "chip": status_chip(owner_plans.status(found)),
        "matches": matches,
        "facts": Facts(file_facts(this, found.get_absolute_url(), PlanSettings.current().publish_copies)),
        "sentence": readability_sentence(this),
        "has_text": has_text(this),
        "reading_url": f"{url}sida/1/" if readable else "",
        "unit": unit_name(this),
        "contents": table_of_contents(this.passages.filter(kind=PassageKind.HEADING), url) if readable else [],
        "search_box": SearchBox(url, _("Search in this document"), matches.words, small=True) if readable else None,
    }
    return render(request, "library_plans/edition.html", context, status=matches.status_code)


def file_facts(edition: Edition, plan_url: str, publishes: bool) -> list[Fact]:
    """Where the file came from, when, and how one can tell that it is unchanged."""
    fetched = date_format(localtime(edition.fetched_at), "j F Y")
    rows = [
        Fact(_("Version"), edition.get_variant_display().capitalize()),
        Fact(_("Source"), source_link(edition)),
        Fact(_("Fetched"), fetched),
        Fact(
            _("Frozen copy"),
            copy_link(edition, plan_url, publishes),
            accessibility_note(edition, publishes),
        ),
        Fact(_("Checksum"), format_html("<code>{}</code>", edition.sha256), "SHA-256"),
    ]
    return [row for row in rows if row.value]


def has_text(edition: Edition) -> bool:
    """Whether its text can be read here, or some of it."""
    return edition.state in READABLE and not is_redacted(edition)


def accessibility_note(edition: Edition, publishes: bool) -> str:
    """What holds of the copy's accessibility, and that the act covers a file that is published anew.

    Source: Digg's guidance on when the act (2018:1937) began to apply.
    """
    said = [
        _("The copy has not been adapted for accessibility. Its text was read out by a program and stands here.")
        if has_text(edition)
        else _("The copy has not been adapted for accessibility, and its text could not be read out.")
    ]
    if publishes and edition.media_type in SUFFIXES and not active_redactions(edition):
        said.append(
            _(
                "It is published anew here, so the act on the accessibility of digital public services (2018:1937) "
                "covers it, however old it is."
            )
        )
    return " ".join(said)


def source_link(edition: Edition) -> str:
    if not edition.source_url:
        return ""
    url = edition.source_url
    return format_html('<a class="address" href="{}" rel="external">{}</a>', url, url)


def copy_link(edition: Edition, plan_url: str, publishes: bool) -> str:
    """The link to the file, or why there is none."""
    what = ", ".join(
        (
            FORMATS.get(MediaType(edition.media_type), "") if edition.media_type in list(MediaType) else "",
            filesize(edition.size),
        )
    )
    what = what.strip(", ")
    if active_redactions(edition):
        return _("%(what)s. It is not shown, because part of it is withheld.") % {"what": what}
    if not publishes or edition.media_type not in SUFFIXES:
        return _("%(what)s. It is kept, but not published here.") % {"what": what}
    return format_html('<a href="{}{}/fil/">{}</a>', plan_url, edition.number, what)


def readability_sentence(edition: Edition) -> str:
    """How well the file could be read, in one sentence."""
    if is_redacted(edition):
        return _("All of this edition is withheld.")
    if edition.state == TextState.TEXT:
        pages = edition.page_count or 0
        if edition.has_pages:
            return ngettext(
                "%(count)s page, all of it searchable.", "%(count)s pages, all of them searchable.", pages
            ) % {"count": pages}
        return ngettext(
            "Shown in %(count)s section, since the format has no pages; all of it is searchable.",
            "Shown in %(count)s sections, since the format has no pages; all of them are searchable.",
            pages,
        ) % {"count": pages}
    return edition.state_reason or edition.get_state_display().capitalize() + "."
