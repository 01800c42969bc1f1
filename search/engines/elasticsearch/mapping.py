"""The mapping: one document per group, with nested records, pages and chunks.

As a plan is one document, the cluster counts matching pages, plans and facet values exactly, whatever their number.
A text is stored twice: in `_source`, to rewrite a group, and with its chunk, to show it without loading the whole plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from content.visibility import EVERYBODY
from search.engines.elasticsearch.query_compiler import CHUNKS, OWN, PAGES, RECORDS, TERMS, TITLE, TITLED
from search.tokens import all_tokens, chunk_fields
from search.types import Chunk, Record, Term

NESTED_LIMIT = 1_000_000  # chunks, pages and terms of one group
WINDOW = 100_000  # groups that can be paged through; the stream has no limit
INNER_WINDOW = 1_000_000  # records of a group, chunks of a record

PUBLIC = f"audience={EVERYBODY}"  # a term

_KEYWORD = {"type": "keyword"}
_NUMBER = {"type": "integer"}
_TOKENS = {"type": "text", "analyzer": "whitespace", "index_options": "positions"}
_SHOWN = {"type": "text", "index": False, "store": True}


def _leaf(path: str) -> str:
    return path.rpartition(".")[2]


def _nested(path: str, **fields: Any) -> dict[str, Any]:
    return {_leaf(path): {"type": "nested", "properties": fields}}


def mapping(analyser: int, alias: str) -> dict[str, Any]:
    tokens = {_leaf(field): _TOKENS for field in (TITLE, OWN)}
    chunks = _nested(CHUNKS, unit=_NUMBER, position=_NUMBER, text=_SHOWN, under=_SHOWN, language=_SHOWN, **tokens)
    pages = _nested(PAGES, unit=_NUMBER, **chunks)
    terms = _nested(TERMS, name=_KEYWORD, pair=_KEYWORD, first=_NUMBER, last=_NUMBER)
    records = _nested(
        RECORDS, source=_KEYWORD, key=_KEYWORD, order=_KEYWORD, **{_leaf(TITLED): _TOKENS}, **terms, **pages
    )
    return {
        "dynamic": False,
        "_meta": {"analyser": analyser, "of": alias},
        "_source": {"excludes": [TITLE, OWN, TITLED]},
        "properties": {
            "source": _KEYWORD,
            "group": _KEYWORD,
            **records,
            "changed": {"properties": {"source": _KEYWORD, "key": _KEYWORD}},
            "words": {"type": "object", "enabled": False},
            "titles": {"type": "object", "enabled": False},
            "kind": _KEYWORD,
        },
    }


def settings(shards: int, replicas: int) -> dict[str, Any]:
    return {
        "number_of_shards": shards,
        "number_of_replicas": replicas,
        "mapping.nested_objects.limit": NESTED_LIMIT,
        "max_result_window": WINDOW,
        "max_inner_result_window": INNER_WINDOW,
    }


# --- records and documents


def group_id(source: str, group: str) -> str:
    return f"group {source} {group}"


def document_of(source: str, group: str, records: Iterable[Record]) -> dict[str, Any]:
    """A group with its tokens."""
    return {"kind": "group", "source": source, "group": group, "records": [_record(record) for record in records]}


def records_of(document: Mapping[str, Any]) -> dict[str, Record]:
    """The records of a stored group by their keys, as they were written."""
    source, group = document["source"], document["group"]
    return {row["key"]: _stored(source, group, row) for row in document["records"]}


def words_of(document: Mapping[str, Any]) -> Counter[str]:
    """Document frequency of each exact word in chunks of public records; words made of letters only."""
    counts: Counter[str] = Counter()
    for record in document.get("records", ()):
        if not any(term["pair"] == PUBLIC for term in record["terms"]):
            continue
        for chunk in (chunk for page in record["pages"] for chunk in page["chunks"]):
            _headings, text = chunk[_leaf(OWN)]
            tokens = text.split()
            counts.update({token[1:] for token in tokens if token.startswith("=") and token[1:].isalpha()})
    return counts


def title_tokens_of(document: Mapping[str, Any]) -> Counter[str]:
    """Document frequency of each token in titles."""
    return Counter(token for record in document.get("records", ()) for token in set(record[_leaf(TITLED)].split()))


def _record(record: Record) -> dict[str, Any]:
    ordered = sorted(record.chunks, key=lambda chunk: (chunk.unit, chunk.position))
    return {
        "source": record.source,
        "key": record.key,
        "order": record.order,
        "title": record.title,
        _leaf(TITLED): all_tokens(record.title),
        "terms": list(_terms(record)),
        "pages": [
            {"unit": unit, "chunks": [_chunk(chunk, record.title) for chunk in chunks]}
            for unit, chunks in groupby(ordered, key=lambda chunk: chunk.unit)
        ],
    }


def _terms(record: Record) -> Iterator[dict[str, Any]]:
    for name, terms in record.terms.items():
        for term in dict.fromkeys(terms):
            days = {"first": term.first.toordinal(), "last": term.last.toordinal()}
            yield {"name": name, "pair": f"{name}={term.value}", **days}


def _chunk(chunk: Chunk, title: str) -> dict[str, Any]:
    columns = chunk_fields(chunk, title)
    return {
        "unit": chunk.unit,
        "position": chunk.position,
        "text": chunk.text,
        "under": chunk.heading,
        "language": chunk.language,
        _leaf(TITLE): columns.title,
        _leaf(OWN): [columns.heading, " ".join(filter(None, (columns.exact, columns.stems, columns.parts)))],
    }


def _stored(source: str, group: str, row: Mapping[str, Any]) -> Record:
    terms: dict[str, tuple[Term, ...]] = {}
    for term in row["terms"]:
        value = term["pair"].removeprefix(f"{term['name']}=")
        dated = Term(value, date.fromordinal(term["first"]), date.fromordinal(term["last"]))
        terms[term["name"]] = (*terms.get(term["name"], ()), dated)
    chunks = (
        Chunk(chunk["position"], page["unit"], chunk["text"], chunk["under"], chunk["language"])
        for page in row["pages"]
        for chunk in page["chunks"]
    )
    ordered = tuple(sorted(chunks, key=lambda chunk: chunk.position))
    return Record(source, row["key"], group, row["title"], terms, ordered, row["order"])
