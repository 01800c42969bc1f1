"""How records lie in the index: a document for each group, in it its records, their pages and the pages' pieces.

As a plan is one document, the pages, plans and values that answer are counted by the cluster, exactly, whatever their
number, and nothing is counted twice. A text is stored twice: in the source, for taking a group apart again, and with
its piece, for showing it without reading the whole plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from search.engines.elasticsearch.query_compiler import OWN, PAGES, PIECES, RECORDS, TERMS, TITLE, TITLED
from search.tokens import columns_of, mixed
from search.types import Piece, Record, Term

NESTED_LIMIT = 1_000_000  # pieces, pages and terms of one group
WINDOW = 100_000  # groups that can be paged through; the stream of all pages has no limit
INNER_WINDOW = 1_000_000  # records of a group, pieces of a record

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
    pieces = _nested(PIECES, unit=_NUMBER, position=_NUMBER, text=_SHOWN, under=_SHOWN, **tokens)
    pages = _nested(PAGES, unit=_NUMBER, **pieces)
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
    """In how many pieces each exact word stands; words made of letters only."""
    counts: Counter[str] = Counter()
    for record in document.get("records", ()):
        for piece in (piece for page in record["pages"] for piece in page["pieces"]):
            _headings, text = piece[_leaf(OWN)]
            tokens = text.split()
            counts.update({token[1:] for token in tokens if token.startswith("=") and token[1:].isalpha()})
    return counts


def title_tokens_of(document: Mapping[str, Any]) -> Counter[str]:
    """In how many titles each token stands."""
    return Counter(token for record in document.get("records", ()) for token in set(record[_leaf(TITLED)].split()))


def _record(record: Record) -> dict[str, Any]:
    ordered = sorted(record.pieces, key=lambda piece: (piece.unit, piece.position))
    return {
        "source": record.source,
        "key": record.key,
        "order": record.order,
        "title": record.title,
        _leaf(TITLED): mixed(record.title),
        "terms": list(_terms(record)),
        "pages": [
            {"unit": unit, "pieces": [_piece(piece, record.title) for piece in pieces]}
            for unit, pieces in groupby(ordered, key=lambda piece: piece.unit)
        ],
    }


def _terms(record: Record) -> Iterator[dict[str, Any]]:
    for name, terms in record.terms.items():
        for term in dict.fromkeys(terms):
            days = {"first": term.first.toordinal(), "last": term.last.toordinal()}
            yield {"name": name, "pair": f"{name}={term.value}", **days}


def _piece(piece: Piece, title: str) -> dict[str, Any]:
    columns = columns_of(piece, title)
    return {
        "unit": piece.unit,
        "position": piece.position,
        "text": piece.text,
        "under": piece.heading,
        "language": piece.language,
        _leaf(TITLE): columns.title,
        _leaf(OWN): [columns.heading, " ".join(filter(None, (columns.exact, columns.stems, columns.parts)))],
    }


def _stored(source: str, group: str, row: Mapping[str, Any]) -> Record:
    terms: dict[str, tuple[Term, ...]] = {}
    for term in row["terms"]:
        value = term["pair"].removeprefix(f"{term['name']}=")
        dated = Term(value, date.fromordinal(term["first"]), date.fromordinal(term["last"]))
        terms[term["name"]] = (*terms.get(term["name"], ()), dated)
    pieces = (
        Piece(piece["position"], page["unit"], piece["text"], piece["under"], piece["language"])
        for page in row["pages"]
        for piece in page["pieces"]
    )
    ordered = tuple(sorted(pieces, key=lambda piece: piece.position))
    return Record(source, row["key"], group, row["title"], terms, ordered, row["order"])
