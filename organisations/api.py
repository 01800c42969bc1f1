"""`GET /api/v1/organisations`: the bodies that plans belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Annotated, Literal

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query as Asked
from ninja import Router, Schema
from pydantic import ConfigDict, Field

from organisations.models import Organisation

router = Router(tags=["organisations"])


Code = Annotated[str, Field(pattern=r"^[0-9]{2,12}$")]
Role = Literal["kommun", "region"]
ROLES: Mapping[Role, Q] = {"kommun": Q(is_municipality=True), "region": Q(region_code__isnull=False)}


class OrganisationParameters(Schema):
    """Filters with the names of the pages' addresses; each may be given several times."""

    model_config = ConfigDict(extra="ignore")

    niva: list[Role] = Field([], description="kommun or region; Gotland is both")
    lan: list[Code] = Field([], description="Numbers of län, two digits")
    kommun: list[Code] = Field([], description="Codes of organisations; 09 is Gotland, as 0980 is")


class OrganisationItem(Schema):
    """An organisation. `region_code` is set for the 21 with the regional task, Gotland (0980) among them."""

    code: str
    region_code: str | None
    kind: str
    is_municipality: bool
    name: str
    display_name: str
    genitive: str
    county_code: str
    county_name: str
    aliases: list[str]


class Organisations(Schema):
    """All that match, in KB's order: by number of the län, the region first, then by name in Swedish order."""

    count: int
    organisations: list[OrganisationItem]


@router.get("/organisations", response=Organisations, summary="KB, the 21 regions and the 290 municipalities")
def organisations(request: HttpRequest, asked: Asked[OrganisationParameters]) -> Organisations:
    """Every organisation of the register; there are few enough for one answer."""
    chosen = Q()
    if asked.niva:
        chosen &= any_of(ROLES[role] for role in asked.niva)
    if asked.lan:
        chosen &= Q(county_code__in=asked.lan)
    if asked.kommun:
        chosen &= Q(code__in=asked.kommun) | Q(region_code__in=asked.kommun)
    rows = list(Organisation.objects.filter(chosen).in_kb_order())
    return Organisations(count=len(rows), organisations=[OrganisationItem.from_orm(row) for row in rows])


def any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)
