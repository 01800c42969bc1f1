"""`GET /api/v1/organisations`: the organisations of the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Annotated, Literal

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import ConfigDict, Field

from delivery.api_router import ReadOnlyRouter
from delivery.open_data import OpenDataResponse
from organisations.models import Organisation

router = ReadOnlyRouter(tags=["organisations"])

Code = Annotated[str, Field(pattern=r"^[0-9]{2,12}$")]
Role = Literal["kommun", "region"]
ROLES: Mapping[Role, Q] = {"kommun": Q(is_municipality=True), "region": Q(region_code__isnull=False)}


class OrganisationParameters(Schema):
    """Filters, named as in the site's own query strings; each may be given several times."""

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


class Organisations(OpenDataResponse):
    """All that match, in KB's order: by number of the län, the region first, then by name in Swedish order."""

    count: int
    organisations: list[OrganisationItem]


@router.get("/organisations", response=Organisations, summary="KB, the 21 regions and the 290 municipalities")
def organisations(request: HttpRequest, parameters: Query[OrganisationParameters]) -> Organisations:
    """Every organisation of the register; there are few enough for one answer."""
    conditions = Q()
    if parameters.niva:
        conditions &= any_of(ROLES[role] for role in parameters.niva)
    if parameters.lan:
        conditions &= Q(county_code__in=parameters.lan)
    if parameters.kommun:
        conditions &= Q(code__in=parameters.kommun) | Q(region_code__in=parameters.kommun)
    rows = list(Organisation.objects.filter(conditions).in_kb_order())
    return Organisations(count=len(rows), organisations=[OrganisationItem.from_orm(row) for row in rows])


def any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)
