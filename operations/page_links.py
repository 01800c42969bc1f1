"""The links of a page: to pages and files that its editor chose, and addresses that were written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from bs4 import BeautifulSoup
from django.db.models import Model, URLField
from modelcluster.models import get_all_child_relations
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

WEB = ("/", "http://", "https://")


class PageLinks(NamedTuple):
    """Primary keys of the pages and documents, and the addresses on the web or on this site."""

    pages: set[int]
    documents: set[int]
    addresses: set[str]


def page_links(page: Any) -> PageLinks:
    """The links in texts, blocks and address fields of a page of its own type, and of the rows that belong to it."""
    found = PageLinks(set(), set(), set())
    relations = [relation.get_accessor_name() for relation in get_all_child_relations(page)]
    children = [row for name in relations for row in getattr(page, name).all()]
    for row in (page, *children):
        for field in row._meta.concrete_fields:
            value = getattr(row, field.attname)
            if value and isinstance(field, (RichTextField, StreamField)):
                add_chosen(found, field, value)
                stored = field.get_prep_value(value) if isinstance(field, RichTextField) else value.get_prep_value()
                found.addresses.update(written_addresses(stored))
            elif value and isinstance(field, URLField):
                found.addresses.add(value)
    return found


def add_chosen(found: PageLinks, field: Any, value: Any) -> None:
    for model, key, _model_path, _content_path in field.extract_references(value):
        chosen: type[Model] = model
        if issubclass(chosen, Page):
            found.pages.add(int(key))
        elif issubclass(chosen, AbstractDocument):
            found.documents.add(int(key))


def written_addresses(stored: Any) -> Iterator[str]:
    """The addresses in the stored form of a field: values that are one, and links in values that are HTML."""
    if isinstance(stored, dict):
        stored = list(stored.values())
    if isinstance(stored, list):
        for part in stored:
            yield from written_addresses(part)
    elif isinstance(stored, str) and "<a " in stored:
        links = (str(link["href"]) for link in BeautifulSoup(stored, "html.parser").find_all("a", href=True))
        yield from (address for address in links if address.startswith(WEB))
    elif isinstance(stored, str) and stored.startswith(WEB) and not any(map(str.isspace, stored)):
        yield stored
