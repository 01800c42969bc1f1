"""The reader: one page of an edition as text with the words of a query highlighted, beside the page's image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.components import Breadcrumb, SearchBox
from delivery.page_cache import cacheable
from extraction.types import PassageKind, TextState
from library_plans.citations.citation import Citation, shortened
from library_plans.models import Edition, EditionPage, Passage, Plan
from library_plans.reader.in_document_search import DocumentMatches, search_edition
from library_plans.reader.page_renderer import Box, RenderedPage, render_page
from library_plans.reader.toc import table_of_contents
from library_plans.redaction.rules import is_image_shown, is_page_redacted, is_redacted
from library_plans.register.edition_selectors import editions_by_plan, preferred_edition
from library_plans.register.owner_plans import OwnerPlans
from library_plans.register.presentation import page_name, printed_number, status_chip, unit_name
from library_plans.rules import adoption
from library_plans.views.lookup import answers_moved_and_voided, find_edition, find_plan
from library_plans.views.owner import crumbs
from search.forms import WORD_PARAMETERS

CITABLE_KINDS = (PassageKind.PARAGRAPH, PassageKind.LIST)


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the parts of the page are made from."""

    owner_plans: OwnerPlans
    plan: Plan
    edition: Edition
    edition_page: EditionPage
    url: str  # of the edition

    @property
    def number(self) -> int:
        return self.edition_page.number

    @property
    def is_redacted(self) -> bool:
        return is_page_redacted(self.edition, self.number)


@require_safe
@answers_moved_and_voided
@cacheable
def page(request: HttpRequest, code: str, slug: str, plan: str, edition: int, page: int) -> HttpResponse:
    """One page, or section, of an edition."""
    owner_plans, found = find_plan(code, slug, plan, f"{edition}/sida/{page}/")
    edition_page = find_edition_page(found, edition, page)
    this = PageContext(owner_plans, found, edition_page.edition, edition_page, f"{found.get_absolute_url()}{edition}/")
    matches = search_edition(request.GET, this.edition, this.url, page, owner_plans.on)
    passages = passages_for(this)
    own = [passage for passage in passages if passage.page_number == page and not this.is_redacted]
    text = render_page(own, matches.mark if matches.has_query else None)
    context = {
        "organisation": owner_plans.organisation,
        "plan": found,
        "edition": this.edition,
        "edition_page": edition_page,
        "place": page_name(this.edition, page, edition_page),
        "short_place": page_name(this.edition, page),
        "printed": printed_number(edition_page),
        "unit": unit_name(this.edition),
        "breadcrumbs": crumbs(
            owner_plans, Breadcrumb(found.title, found.get_absolute_url()), Breadcrumb(page_name(this.edition, page))
        ),
        "chip": status_chip(owner_plans.status(found)),
        "matches": matches,
        "text": text,
        "remarks": text_remarks(this, text),
        "contents": table_of_contents(passages, this.url, page),
        "citation": make_citation(request, this, own, matches),
        "search_box": search_box(request, matches),
        **adjacent_pages(this, matches),
        **newer_plan(owner_plans, found, matches),
        **image_context(this, text),
    }
    return render(request, "library_plans/page.html", context, status=matches.status_code)


@require_safe
@answers_moved_and_voided
def preferred_page(request: HttpRequest, code: str, slug: str, plan: str, page: int) -> HttpResponse:
    """A page of a plan without an edition: the one that stands for the plan now."""
    _owner_plans, found = find_plan(code, slug, plan, f"sida/{page}/")
    edition = preferred_edition(editions_by_plan([found])[found.pk])
    if edition is None or page > (edition.page_count or 0):
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    url = f"{found.get_absolute_url()}{edition.number}/sida/{page}/"
    return HttpResponseRedirect(f"{url}?{query}" if query else url)


def find_edition_page(plan: Plan, edition: int, number: int) -> EditionPage:
    """A page with its edition and what is withheld there; a wholly withheld edition has no pages for anybody.

    Raises:
        RegisteredInError: The edition is.
        Http404: There is no such page to be shown.
    """
    pages = EditionPage.objects.filter(edition__plan=plan, edition__number=edition, number=number)
    page = pages.select_related("edition").prefetch_related("edition__redactions").first()
    if page is None or page.edition.is_voided:
        find_edition(plan, edition)
        raise Http404
    if is_redacted(page.edition):
        raise Http404
    page.edition.plan = plan
    return page


def passages_for(this: PageContext) -> list[Passage]:
    """The passages of the page and every heading of the edition, in one query."""
    rows = this.edition.passages.filter(page_number=this.number) | this.edition.passages.filter(
        kind=PassageKind.HEADING
    )
    return list(rows.order_by("position"))


def search_box(request: HttpRequest, matches: DocumentMatches) -> SearchBox:
    names = [name for name in WORD_PARAMETERS if name != "q"]
    keep = [(name, value) for name in names for value in request.GET.getlist(name) if len(value) < 100]
    return SearchBox(request.path, _("Search in this document"), matches.words, small=True, hidden_fields=keep)


def text_remarks(this: PageContext, text: RenderedPage) -> list[str]:
    """What a reader must know of the text before trusting it."""
    state, edition = this.edition_page.state, this.edition
    if this.is_redacted:
        return [_("This page is withheld: it holds something that may not be shown.")]
    found: list[str] = []
    if state == TextState.OCR:
        found.append(_("The text was read from a picture by machine, so letters and words may be wrong."))
    elif state == TextState.POOR:
        found.append(_("The text in the file is of poor quality here: words may be wrong or missing."))
    elif not text.blocks and state == TextState.TEXT:
        found.append(_("There is no text on this page."))
    elif not text.blocks:
        found.append(edition.state_reason or _("The text of this page could not be read."))
    if edition.variant != "antagen":
        variant = edition.get_variant_display()
        found.append(_("This is not the text as adopted, but another version: %(variant)s.") % {"variant": variant})
    return found


def make_citation(
    request: HttpRequest, this: PageContext, passages: Sequence[Passage], matches: DocumentMatches
) -> Citation:
    """The passage that was found, else the first of the page that can be cited."""
    best = matches.best.position if matches.best else 0
    chosen = next((row for row in passages if row.position == best), None) or next(
        (row for row in passages if row.kind in CITABLE_KINDS), None
    )
    decision = adoption(this.owner_plans.snapshots[this.plan.pk], this.owner_plans.on)
    path = reverse("library_plans:page", args=[*plan_url_args(this.plan), this.edition.number, this.number])
    return Citation(
        words=shortened(chosen.text) if chosen else "",
        owner=this.owner_plans.organisation.display_name,
        title=this.plan.title,
        adopted=decision.decided_on if decision else None,
        place=page_name(this.edition, this.number, this.edition_page),
        url=request.build_absolute_uri(path),
        example=this.plan.is_example,
    )


def plan_url_args(plan: Plan) -> list[str]:
    owner = plan.first_owner()
    assert owner is not None
    return [owner.organisation.code, owner.organisation.slug, owner.slug]


def adjacent_pages(this: PageContext, matches: DocumentMatches) -> dict[str, Any]:
    """Links to the pages before and after; the words of the query follow."""
    tail = f"?{matches.query}" if matches.has_query else ""
    last = this.edition.page_count or this.number

    def step(number: int) -> dict[str, str] | None:
        if not 1 <= number <= last:
            return None
        return {"url": f"{this.url}sida/{number}/{tail}", "name": page_name(this.edition, number)}

    return {"previous": step(this.number - 1), "next": step(this.number + 1)}


def newer_plan(owner_plans: OwnerPlans, plan: Plan, matches: DocumentMatches) -> dict[str, Any]:
    """The plan in force, when an older one is being read, and the way to the same words there."""
    successor = owner_plans.successor(plan)
    query = (
        f"{reverse('search:results')}?{matches.query}&kommun={owner_plans.organisation.code}"
        if matches.has_query
        else ""
    )
    return {"newer": successor, "newer_search": query if successor else ""}


def image_context(this: PageContext, text: RenderedPage) -> dict[str, Any]:
    """The image of the page with boxes around the marked words, or why there is none."""
    if not this.edition.has_pages:
        caption = _("This document has no fixed pages, so there is no picture: it is shown in numbered sections.")
        return {"image_url": "", "image_caption": caption}
    if not is_image_shown(this.edition, this.number):
        caption = _("The picture is not shown, because something on the page is withheld.")
        return {"image_url": "", "image_caption": caption}
    caption = _("The page as it looks in the original.")
    if text.boxes:
        caption += " " + _("The words are boxed.")
    return {
        "image_url": f"{this.url}sida/{this.number}/bild/",
        "image_caption": caption,
        "view_box": f"0 0 {this.edition_page.width:.2f} {this.edition_page.height:.2f}",
        "boxes": [svg_rect(box) for box in text.boxes],
    }


def svg_rect(box: Box) -> dict[str, str]:
    """A box as SVG wants it, a hair wider than the word."""
    left, top, right, bottom = box
    return {
        "x": f"{left - 1:.1f}",
        "y": f"{top - 1:.1f}",
        "width": f"{right - left + 2:.1f}",
        "height": f"{bottom - top + 2:.1f}",
    }
