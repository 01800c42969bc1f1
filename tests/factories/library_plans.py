"""Plans, their decisions and editions for tests. Give every value that the test asserts on."""

import datetime as dt
import hashlib
from typing import Any

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from extraction.types import MediaType, PassageKind, TextState
from library_plans.choices import DecisionBody, DecisionKind, OwnerRole, PlanKind
from library_plans.models import Decision, Edition, EditionPage, Passage, Plan, PlanOwner
from library_plans.status_periods.sync import batched_updates
from tests.factories.organisations import OrganisationFactory


class RegisterRowFactory(DjangoModelFactory):
    """Writes the status periods once for a row and all that it rests on, instead of after each."""

    class Meta:
        abstract = True

    @classmethod
    def _generate(cls, strategy: str, params: dict[str, Any]) -> Any:
        with batched_updates():
            return super()._generate(strategy, params)


class PlanFactory(RegisterRowFactory):
    """A municipal plan for 2024-2027, adopted on an unknown date and owned by nobody."""

    class Meta:
        model = Plan

    title = "Biblioteksplan 2024–2027"
    kind = PlanKind.MUNICIPAL
    starts = dt.date(2024, 1, 1)
    ends = dt.date(2027, 12, 31)
    adopted_date_unknown = True


class PlanOwnerFactory(RegisterRowFactory):
    class Meta:
        model = PlanOwner

    plan = factory.SubFactory(PlanFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = OwnerRole.MUNICIPALITY
    position = 1
    slug = factory.Sequence(lambda n: f"biblioteksplan-{n}")


class OwnedPlanFactory(PlanFactory):
    """A plan with one owner: give `owner__organisation` and, if it matters, `owner__slug`."""

    class Meta:
        skip_postgeneration_save = True

    owner = factory.RelatedFactory(PlanOwnerFactory, factory_related_name="plan")


class DecisionFactory(RegisterRowFactory):
    """An adoption by the municipal council on 26 October 2023."""

    class Meta:
        model = Decision

    plan = factory.SubFactory(PlanFactory)
    kind = DecisionKind.ADOPTION
    body = DecisionBody.MUNICIPAL_COUNCIL
    decided_on = dt.date(2023, 10, 26)


class EditionFactory(RegisterRowFactory):
    """The first edition of a plan: a PDF of one page with text. `content` is what the file holds."""

    class Meta:
        model = Edition
        exclude = ["content"]

    content = factory.Sequence(lambda n: f"%PDF-1.7 edition {n}".encode())
    plan = factory.SubFactory(OwnedPlanFactory)
    number = 1
    fetched_at = dt.datetime(2024, 2, 1, 12, tzinfo=dt.UTC)
    original_name = "biblioteksplan.pdf"
    sha256 = factory.LazyAttribute(lambda row: hashlib.sha256(row.content).hexdigest())
    size = factory.LazyAttribute(lambda row: len(row.content))
    media_type = MediaType.PDF
    page_count = 1
    state = TextState.TEXT
    reader_version = 1
    file = factory.LazyAttribute(lambda row: ContentFile(row.content, name="biblioteksplan.pdf"))


class EditionPageFactory(DjangoModelFactory):
    class Meta:
        model = EditionPage

    edition = factory.SubFactory(EditionFactory)
    number = 1
    state = TextState.TEXT
    width = 595.0
    height = 842.0


class PassageFactory(DjangoModelFactory):
    """A paragraph on page 1, without boxes."""

    class Meta:
        model = Passage

    edition = factory.SubFactory(EditionFactory)
    page_number = 1
    position = factory.Sequence(lambda n: n + 1)
    kind = PassageKind.PARAGRAPH
    text = "Biblioteket arbetar läsfrämjande."
