"""What every answer with open data says of itself: its licence, its publisher and the day that it holds for."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.utils import timezone
from ninja import Schema
from pydantic import Field

LICENSE_NAME = "CC0 1.0"
LICENSE_URL = "https://creativecommons.org/publicdomain/zero/1.0/"
PUBLISHER = "Kungliga biblioteket: Träffpunkt biblioteksplaner"


class OpenDataResponse(Schema):
    """The fields that all responses of the API have in common."""

    license: Annotated[str, Field(description="CC0: use it for anything; naming the source is kind, not a duty")] = (
        LICENSE_URL
    )
    publisher: str = PUBLISHER
    valid_on: date = Field(
        default_factory=timezone.localdate, description="The day that statuses and counts hold for: today in Sweden"
    )
