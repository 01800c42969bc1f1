"""Who may see a page: the one rule behind every list, feed, calendar, sitemap, suggestion, index and file.

It rests on Wagtail's own view restrictions and the ids of groups, and knows no accounts. A page is closed to a user
when a restriction of the page or of one above it bars the user, and so is a page whose aliased source is closed: an
alias shows what its source says. A page behind a password stands in no list, since nobody has given the password there.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, combinations
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.http import HttpRequest
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from delivery.memoize import memoize_until_commit

CACHE_ATTRIBUTE = "_closed_paths"
EVERYBODY, SIGNED_IN, SUPERUSERS = "alla", "inloggade", "superanvandare"  # audiences beside those of groups
MOST_GROUPS = 3  # groups that a page may require at once to be in the index for others than superusers


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


def readable_pages(pages: Any, request: HttpRequest) -> Any:
    """The live ones among pages that Wagtail serves to the reader, with the passwords given in the session."""
    passed = request.session.get(PageViewRestriction.passed_view_restrictions_session_key, [])
    if not passed:
        return visible_pages(pages, request.user)
    return pages.live().exclude(at_or_below(with_aliases(barring(request.user).exclude(pk__in=passed))))


def closed_to(user: Any) -> Q:
    """Which pages a user may not see."""
    return at_or_below(closed_paths(user))


def at_or_below(paths: Iterable[str]) -> Q:
    """The pages at some tree paths and those below them."""
    pages = Q(pk__in=[])
    for path in paths:
        pages |= Q(path__startswith=path)
    return pages


def closed_paths(user: Any) -> list[str]:
    """The tree paths of the pages that are closed to a user, each with all below it; kept on the user object.

    One query, and one more where aliases of what is closed exist. The object lives as long as a request. What is closed
    to strangers is kept until the next commit.
    """
    if not hasattr(user, CACHE_ATTRIBUTE):
        setattr(user, CACHE_ATTRIBUTE, with_aliases(barring(user)) if user.is_authenticated else paths_not_public())
    paths: list[str] = getattr(user, CACHE_ATTRIBUTE)
    return paths


@memoize_until_commit
def paths_not_public() -> list[str]:
    """The tree paths that are closed to those who are not signed in."""
    return with_aliases(barring(AnonymousUser()))


def with_aliases(restrictions: Any) -> list[str]:
    """The tree paths of restricted pages, of the aliases of what stands there, and of their aliases in turn.

    One query for the pages and their aliases, and one for each further generation of aliases.
    """
    source = ExpressionWrapper(OuterRef("alias_of__path"), output_field=CharField())
    above = restrictions.annotate(source=source).filter(source__startswith=F("page__path"))
    aliases = Page.objects.filter(Exists(above), alias_of__isnull=False).order_by()
    rows = restrictions.values_list("page__path", Value(False)).union(aliases.values_list("path", Value(True)))
    closed, found = set(), set()
    for path, is_alias in rows:
        closed.add(path)
        if is_alias:
            found.add(path)
    while found:
        found = set(aliases_below(found).values_list("path", flat=True)) - closed
        closed |= found
    return sorted(closed)


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


def audiences_of(user: Any) -> frozenset[str]:
    """The audiences a user belongs to; the index shows a page to users with at least one of the page's audiences.

    One query for a signed-in user. Restrictions of a page and of those above it all have to admit the user, so each
    combination of the user's groups is an audience too.
    """
    if not user.is_authenticated:
        return frozenset({EVERYBODY})
    if user.is_superuser:
        return frozenset({EVERYBODY, SIGNED_IN, SUPERUSERS})
    restricting = user.groups.filter(pageviewrestriction__isnull=False).distinct()
    groups = list(restricting.values_list("pk", flat=True))
    combined = chain.from_iterable(combinations(groups, size) for size in range(1, MOST_GROUPS + 1))
    return frozenset({EVERYBODY, SIGNED_IN, *map(groups_audience, combined)})


def groups_audience(groups: Iterable[int]) -> str:
    """The audience of those who are in all of these groups."""
    return f"grupper-{'-'.join(map(str, sorted(groups)))}"


class PageAudiences:
    """The audiences of pages, by the restrictions in force when it is made.

    Two queries and one for each generation of aliases of restricted pages, however many pages are asked for.
    """

    def __init__(self) -> None:
        restrictions = PageViewRestriction.objects.select_related("page").prefetch_related("groups")
        self.restricted_paths = [(restriction, {restriction.page.path}) for restriction in restrictions]
        found = {path for _restriction, paths in self.restricted_paths for path in paths}
        while found:
            aliases = list(aliases_below(found).values_list("path", "alias_of__path"))
            found = {alias for alias, source in aliases if self._restrict_alias(alias, source)}

    def of(self, path: str) -> frozenset[str]:
        """The audiences of the page at a tree path; none for a page behind a password."""
        restrictions = [one for one, paths in self.restricted_paths if path.startswith(tuple(paths))]
        types = {one.restriction_type for one in restrictions}
        if PageViewRestriction.PASSWORD in types:
            return frozenset()
        if PageViewRestriction.GROUPS in types:
            groups = [one.groups.all() for one in restrictions if one.restriction_type == PageViewRestriction.GROUPS]
            return frozenset({SUPERUSERS, *map(groups_audience, required_groups(groups))})
        return frozenset({SIGNED_IN if PageViewRestriction.LOGIN in types else EVERYBODY})

    def _restrict_alias(self, alias: str, source: str) -> bool:
        """Give an alias the restrictions of its source; whether it lacked any of them."""
        inherited = [paths for _one, paths in self.restricted_paths if source.startswith(tuple(paths))]
        lacking = [paths for paths in inherited if alias not in paths]
        for paths in lacking:
            paths.add(alias)
        return bool(lacking)


def required_groups(restrictions: Iterable[Iterable[Any]]) -> set[frozenset[int]]:
    """The sets of groups that satisfy every restriction, given the groups that each of them admits."""
    sets: set[frozenset[int]] = {frozenset()}
    for groups in restrictions:
        extended = {chosen | {group.pk} for chosen in sets for group in groups}
        sets = {chosen for chosen in extended if len(chosen) <= MOST_GROUPS}
    return sets
