"""Fixtures: a section of specimen pages below the start page."""

import pytest

from home.models import HomePage
from tests.specimens.models import SpecimenIndexPage, SpecimenPage


@pytest.fixture
def section(empty_site, db):
    return HomePage.source_page().add_child(instance=SpecimenIndexPage(title="Prov", slug="prov"))


@pytest.fixture
def make_page(section):
    def make(title, **values):
        values = {"summary": f"Om {title}.", "follow_up": "utformas", **values}
        page = section.add_child(instance=SpecimenPage(title=title, **values))
        page.save_revision().publish()
        page.refresh_from_db()
        return page

    return make
