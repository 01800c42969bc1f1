"""*Visible to*: the four audiences that an editor chooses among, for a page and for a document by itself.

A choice is kept as Wagtail's own restriction and as nothing else, so that `content.visibility` and Wagtail read the
same rows. Which groups an audience consists of depends on the place, a region's part of the tree or its collection; it
is told by a directory that an app above registers, since groups and memberships are not known here.
"""

from __future__ import annotations

from collections.abc import Collection as AnyOf
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Page, PageViewRestriction
from wagtail.models.view_restrictions import BaseViewRestriction


class Audience(models.TextChoices):
    """From the widest to the narrowest."""

    EVERYBODY = "alla", _("Everybody")
    SIGNED_IN = "inloggade", _("Everybody who is signed in")
    REGION = "region", _("Own region: the region, its municipalities and KB")
    KB = "kb", _("KB")


AUDIENCE_KEY = "audience"  # in the content of a page's revision

Groups = Mapping[Audience, frozenset[int]]


class Directory(Protocol):
    """Which groups audiences consist of, and which audiences a user may choose."""

    def groups(self, place: Page | Collection) -> Groups:
        """The groups of KB, and of the region where there is one, for pages below a page or files in a collection."""

    def offered(self, user: Any, place: Page | Collection) -> AnyOf[Audience]:
        """The audiences that a user may give to pages below a page or to files in a collection."""


_registered: list[Directory] = []


def register(directory: Directory) -> None:
    """Let a directory answer; the one that was registered last does."""
    _registered.append(directory)


def directory() -> Directory:
    return _registered[-1]


def is_narrower(audience: str, other: Audience | None) -> bool:
    """Whether an audience is narrower than another one; None, a restriction of another kind, is the narrowest."""
    order = list(Audience)
    return other is not None and order.index(Audience(audience)) > order.index(other)


def audience_of(restrictions: Iterable[BaseViewRestriction], groups: Groups) -> Audience | None:
    """The audience that restrictions of one page or document stand for; None when it is none of the four."""
    rows = {(one.restriction_type, frozenset(group.pk for group in one.groups.all())) for one in restrictions}
    if not rows:
        return Audience.EVERYBODY
    [(kind, admitted), *others] = rows
    if others:
        return None
    if kind in (BaseViewRestriction.NONE, BaseViewRestriction.LOGIN):
        return Audience.EVERYBODY if kind == BaseViewRestriction.NONE else Audience.SIGNED_IN
    chosen = [audience for audience, those in groups.items() if those == admitted]
    return chosen[0] if kind == BaseViewRestriction.GROUPS and chosen else None


def restriction_values(audience: Audience, groups: Groups) -> tuple[str, frozenset[int]]:
    """The type of the restriction and the groups that it admits; KB's where the place has no region."""
    kinds = {Audience.EVERYBODY: BaseViewRestriction.NONE, Audience.SIGNED_IN: BaseViewRestriction.LOGIN}
    if audience in kinds:
        return kinds[audience], frozenset()
    return BaseViewRestriction.GROUPS, groups.get(audience, groups[Audience.KB])


def groups_for(page: Page) -> Groups:
    """The groups at the place of a page."""
    return directory().groups(page.get_parent())


def page_audience(page: Page) -> Audience | None:
    """The audience of a page by itself, whatever stands above it; None when it is none of the four."""
    restrictions = PageViewRestriction.objects.filter(page=page.pk).prefetch_related("groups")
    return audience_of(restrictions, groups_for(page))


@transaction.atomic
def set_page_audience(page: Page, audience: Audience, user: Any = None) -> None:
    """Show a page and its translations to an audience, at once; the log of each page tells who did it."""
    kind, groups = restriction_values(audience, groups_for(page))
    for version in page.get_translations(inclusive=True).filter(alias_of=None):
        restrict(version, kind, groups, user)


def restrict(page: Page, kind: str, groups: frozenset[int], user: Any = None) -> None:
    """Let a page have one restriction of this kind, or none for `BaseViewRestriction.NONE`."""
    restrictions = list(PageViewRestriction.objects.filter(page=page).order_by("pk"))
    kept = None if kind == BaseViewRestriction.NONE else (restrictions or [PageViewRestriction(page=page)])[0]
    if kept:
        kept.restriction_type, kept.password = kind, ""
        kept.save(user=user)
        kept.groups.set(groups)
    for other in restrictions:
        if other != kept:
            other.delete(user=user)


def copy_audience(source: Page, translation: Page) -> None:
    """Restrict a translation as its source page is by itself."""
    for restriction in PageViewRestriction.objects.filter(page=source).prefetch_related("groups"):
        groups = frozenset(group.pk for group in restriction.groups.all())
        restrict(translation, restriction.restriction_type, groups)
