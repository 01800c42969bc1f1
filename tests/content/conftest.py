"""Fixtures: a section of specimen pages below the start page."""

import pytest

from tests.factories.pages import SpecimenIndexPageFactory, SpecimenPageFactory


@pytest.fixture
def section(empty_site, db):
    return SpecimenIndexPageFactory()


@pytest.fixture
def make_page(section):
    def make(title, **values):
        page = SpecimenPageFactory(parent=section, title=title, **values)
        page.save_revision().publish()
        page.refresh_from_db()
        return page

    return make
