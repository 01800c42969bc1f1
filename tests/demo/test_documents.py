import hashlib
from collections import Counter

import pytest

from demo.document_specs import FORMATS, document_specs
from demo.documents import example_documents, render_document
from demo.owners import example_owners
from demo.types import ExampleDocument
from extraction.types import MediaType, PassageKind

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def documents() -> list[ExampleDocument]:
    return list(example_documents())


def test_number_of_plans_and_owners(documents):
    plans = {document.plan.key: document.plan for document in documents}
    codes = {code for plan in plans.values() for code in plan.owner_codes}
    assert (len(plans), len(codes)) == (84, 45)
    assert sum(len(owner.plans) >= 3 for owner in example_owners()) == 12


def test_number_of_files_by_format(documents):
    counts = Counter(document.media_type for document in documents)
    assert counts == {MediaType.PDF: 71, MediaType.DOCX: 9, MediaType.HTML: 6, MediaType.ODT: 4}
    assert [document.name for document in documents if document.scanned] == ["2521-2012.pdf"]


def test_pdfs_have_four_to_fourteen_pages(documents):
    pages = {document.name: document.pages for document in documents if document.media_type is MediaType.PDF}
    assert {name: count for name, count in pages.items() if not 4 <= count <= 14} == {}


def test_phrase_occurs_late_in_a_long_document(documents):
    document = next(document for document in documents if document.name == "0180-2022.pdf")
    pages = [block.page for block in document.blocks if "Kulspelet töms den sista helgen i januari" in block.text]
    assert len(pages) == 1
    assert pages[0] >= 9


@pytest.mark.parametrize("renderer", FORMATS)
def test_bytes_are_the_same_at_each_run(renderer):
    spec = next(spec for spec in document_specs() if spec.renderer == renderer)
    first, second = (hashlib.sha256(render_document(spec).data).hexdigest() for _ in range(2))
    assert first == second


def test_ground_truth_covers_all_blocks_and_pages(documents):
    for document in documents:
        kinds = Counter(block.kind for block in document.blocks)
        assert kinds[PassageKind.HEADING] > 1, document.name
        assert kinds[PassageKind.PARAGRAPH] > 7, document.name
        if document.pages:
            assert [block.page for block in document.blocks] == sorted(block.page for block in document.blocks)
            held = {page for block in document.blocks for page in range(block.page, block.last_page + 1)}
            assert held == set(range(1, document.pages + 1))
            assert len(document.labels) == document.pages


def test_ground_truth_names_the_columns(documents):
    document = next(document for document in documents if document.name == "1490-2024.pdf")
    assert {block.column for block in document.blocks if block.page > 1} == {1, 2}


def test_headers_and_footers_are_not_in_the_ground_truth(documents):
    for document in documents:
        assert document.headers_footers
        texts = {block.text for block in document.blocks}
        assert texts & {line for line in document.headers_footers if line.startswith("Exempeltext")} == set()


def test_register_facts_are_consistent():
    keys = [entry.facts.key for owner in example_owners() for entry in owner.plans]
    assert len(set(keys)) == len(keys)
    for owner in example_owners():
        for entry in owner.plans:
            assert entry.facts.predecessor in {"", *keys}
            dates = [one.decided_on for one in entry.facts.decisions]
            assert dates == sorted(dates)
