"""Puts words together that a page border breaks: the whole word belongs to the page it begins on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.structure.dehyphenation import CONJUNCTIONS, HYPHENS, Dictionary
from extraction.types import PassageKind, ReadPassage, WordBox

LAST = 4  # passages of a page that may be the last of its running text: notes follow it
BROKEN = re.compile(rf"([^\W\d_]+)[{HYPHENS}]$")
REST = re.compile(r"([^\W\d_]+)\S*\s*")
RUNNING = (PassageKind.PARAGRAPH, PassageKind.LIST)


def join_over_pages(passages: Sequence[ReadPassage], dictionary: Dictionary) -> list[ReadPassage]:
    """The passages with each word that goes on on the next page as a whole on the first, when it is a word then.

    The rest of the word gets no box: it stands on another page.
    """
    joined = list(passages)
    for at in [index for index, passage in enumerate(joined[1:], start=1) if passage.page > joined[index - 1].page]:
        following = next((index for index in range(at, len(joined)) if joined[index].kind in RUNNING), None)
        if following is None or joined[following].page != joined[at].page:
            continue
        page = joined[at - 1].page
        for before in range(at - 1, max(at - 1 - LAST, -1), -1):
            if joined[before].page == page and _continues(joined[before], joined[following], dictionary):
                joined[before], joined[following] = _moved(joined[before], joined[following])
                break
    return [passage for passage in joined if passage.text]


def _continues(before: ReadPassage, after: ReadPassage, dictionary: Dictionary) -> bool:
    broken, rest = BROKEN.search(before.text), REST.match(after.text)
    if before.kind not in RUNNING or after.page != before.page + 1 or not broken or not rest:
        return False
    return rest[1].islower() and rest[1] not in CONJUNCTIONS and dictionary(before.text)(broken[1] + rest[1])


def _moved(before: ReadPassage, after: ReadPassage) -> tuple[ReadPassage, ReadPassage]:
    rest = REST.match(after.text)
    assert rest is not None
    text = before.text.rstrip(HYPHENS) + rest[0].rstrip()
    *boxes, last = before.boxes or (WordBox(0, 0, 0, 0, 0, 0),)
    whole = (*boxes, last._replace(end=len(text))) if before.boxes else ()
    left = tuple(
        box._replace(start=box.start - rest.end(), end=box.end - rest.end())
        for box in after.boxes
        if box.start >= rest.end()
    )
    return replace(before, text=text, boxes=whole), replace(after, text=after.text[rest.end() :], boxes=left)
