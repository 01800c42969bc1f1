import itertools
import re

import pytest

from demo.composer import PlanComposer
from demo.document_specs import large_document_specs
from demo.owners import example_owners
from demo.sentence_templates import local_texts
from demo.types import Draft

MAX_SHARED = 0.30


def words(draft: Draft) -> list[str]:
    return re.findall(r"\w+", " ".join(block.plain for block in draft.blocks).lower())


def sequences(drafts: list[Draft]) -> set[tuple[str, ...]]:
    return {five for draft in drafts for five in zip(*(words(draft)[n:] for n in range(5)), strict=False)}


@pytest.fixture(scope="module")
def drafts() -> dict[str, list[Draft]]:
    """Every adopted text of the demo by its owner's code."""
    return {
        owner.place.code: [PlanComposer(owner, entry).adopted() for entry in owner.plans if entry.files]
        for owner in example_owners()
    }


def test_two_owners_share_at_most_30_percent_of_five_word_sequences(drafts):
    texts = {code: sequences(made) for code, made in drafts.items() if made}
    shared = {
        (one, other): len(texts[one] & texts[other]) / min(len(texts[one]), len(texts[other]))
        for one, other in itertools.combinations(texts, 2)
    }
    assert {pair: round(share, 3) for pair, share in shared.items() if share > MAX_SHARED} == {}


def test_consecutive_generations_share_30_to_80_percent(drafts):
    first, second, third = (sequences([draft]) for draft in drafts["0581"])
    for before, after in ((first, second), (second, third), (first, third)):
        assert 0.3 < len(before & after) / len(before) < 0.8


def test_each_document_is_marked_as_example(drafts):
    for draft in itertools.chain.from_iterable(drafts.values()):
        assert draft.cover[-1].startswith("Exempeltext.")
        assert draft.headers_footers.endswith("exempeltext")


def test_no_slot_or_alternative_is_left_in_a_text(drafts):
    left = [
        block.plain
        for draft in itertools.chain.from_iterable(drafts.values())
        for block in draft.blocks
        if re.search(r"[{}\[\]|]|\s[,.]|\.\.|,,|  ", block.plain)
    ]
    assert left == []


def test_every_local_text_occurs_in_a_plan_of_its_owner(drafts):
    missing = [
        (code, one.text[:60])
        for code, texts in local_texts().items()
        for one in texts
        if not any(one.text == block.plain for draft in drafts[code] for block in draft.blocks)
    ]
    assert missing == []


def test_shared_text_occurs_in_several_plans(drafts):
    text = "Här bevaras det som har hänt, och här prövas det som ännu inte har fått något namn."
    owners = [code for code, made in drafts.items() if any(text in one.plain for draft in made for one in draft.blocks)]
    assert owners == ["1490", "0880", "1080"]


def test_headings_never_skip_a_level(drafts):
    for draft in itertools.chain.from_iterable(drafts.values()):
        levels = [block.level for block in draft.blocks if block.level]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_large_set_has_1200_documents_with_the_demo():
    names = [spec.name for spec in large_document_specs()]
    assert len(names) + 90 == 1200
    assert len(set(names)) == len(names)
