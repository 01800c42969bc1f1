"""Organisations for tests. Give every value that the test asserts on."""

import factory
from factory.django import DjangoModelFactory

from organisations.models import Organisation, OrganisationKind


class OrganisationFactory(DjangoModelFactory):
    """A municipality of Uppsala län with a code that no real one has."""

    class Meta:
        model = Organisation

    code = factory.Sequence(lambda n: f"9{n:03d}")
    kind = OrganisationKind.MUNICIPALITY
    name = factory.Sequence(lambda n: f"Provköping {n}")
    display_name = factory.LazyAttribute(lambda row: f"{row.name} kommun")
    genitive = factory.LazyAttribute(lambda row: f"{row.display_name}s")
    county_code = "03"
    county_name = "Uppsala län"


class RegionFactory(OrganisationFactory):
    """A region; give the code, which is also its region code."""

    code = "03"
    region_code = factory.SelfAttribute("code")
    kind = OrganisationKind.REGION
    name = "Region Uppsala"
    display_name = factory.SelfAttribute("name")
