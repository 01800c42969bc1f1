"""`GET /api/v1/themes`: the vocabulary of themes, whose addresses are the values of `tema=`."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from delivery.api_router import ReadOnlyRouter
from delivery.open_data import OpenDataResponse
from themes.models import Theme

router = ReadOnlyRouter(tags=["themes"])


class ThemeItem(Schema):
    slug: str = Field(description="Stable; the value of `tema=`")
    name: str
    kind: str = Field(description="section of the Libraries Act, or subject")
    description: str
    terms: list[str] = Field(description="The words and names that a page must hold one of")
    url: str


class Themes(OpenDataResponse):
    """All themes, in the order of the site."""

    count: int
    themes: list[ThemeItem]


@router.get("/themes", response=Themes, summary="Themes and the terms that they are searched by")
def themes(request: HttpRequest) -> Themes:
    """The vocabulary; there are few enough for one answer."""
    items = [
        ThemeItem(
            slug=theme.slug,
            name=theme.name,
            kind=theme.kind,
            description=theme.description,
            terms=theme.search_terms,
            url=request.build_absolute_uri(theme.get_absolute_url()),
        )
        for theme in Theme.objects.all()
    ]
    return Themes(count=len(items), themes=items)
