"""Who may see a page: the one rule behind every list, feed, calendar, sitemap, suggestion, index and file.

It rests on Wagtail's own view restrictions and the ids of groups, and knows no accounts. A page is closed to a user
when a restriction of the page or of one above it bars the user, and so is a page whose aliased source is closed: an
alias shows what its source says. A page behind a password stands in no list, since nobody has given the password there.
"""

from __future__ import annotations

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

CACHE_ATTRIBUTE = "_closed_paths"


class VisiblePageQuerySet(PageQuerySet):
    """Pages of a type, narrowed to what a reader may see."""

    def visible_to(self, user: Any) -> Self:
        """Live pages that a user may see; at most one query of its own for each request."""
        return visible_pages(self, user)


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)


def visible_pages(pages: Any, user: Any) -> Any:
    """The live ones among pages of any type that a user may see: `VisiblePageQuerySet.visible_to` for `Page` itself."""
    return pages.live().exclude(closed_to(user))


def public_pages(pages: Any) -> Any:
    """The live ones among pages that everybody may see, as of now."""
    return visible_pages(pages, AnonymousUser())


def closed_to(user: Any) -> Q:
    """Which pages a user may not see."""
    closed = Q(pk__in=[])
    for path in closed_paths(user):
        closed |= Q(path__startswith=path)
    return closed


def closed_paths(user: Any) -> list[str]:
    """The tree paths of the pages that are closed to a user, each with all below it.

    One query, and one for each generation of aliases of what is closed. Kept on the user object, which lives as long as
    a request.
    """
    if not hasattr(user, CACHE_ATTRIBUTE):
        closed: set[str] = set()
        found = set(barring(user).values_list("page__path", flat=True))
        while found:
            closed |= found
            found = set(aliases_below(found).values_list("path", flat=True)) - closed
        setattr(user, CACHE_ATTRIBUTE, sorted(closed))
    paths: list[str] = getattr(user, CACHE_ATTRIBUTE)
    return paths


def barring(user: Any) -> Any:
    """The restrictions that keep a user out, as Wagtail decides when it serves the page."""
    restrictions = PageViewRestriction.objects.all()
    if not user.is_authenticated:
        return restrictions
    restrictions = restrictions.exclude(restriction_type=PageViewRestriction.LOGIN)
    if user.is_superuser:
        return restrictions.exclude(restriction_type=PageViewRestriction.GROUPS)
    opened = restrictions.filter(restriction_type=PageViewRestriction.GROUPS, groups__in=user.groups.all())
    return restrictions.exclude(pk__in=opened.values("pk"))


def aliases_below(paths: set[str]) -> PageQuerySet:
    """The aliases of pages at or below tree paths."""
    sources = Q(pk__in=[])
    for path in paths:
        sources |= Q(alias_of__path__startswith=path)
    return Page.objects.filter(sources)
